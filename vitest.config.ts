import { defineConfig } from "vitest/config";
import plainReporter from "./test/plain-reporter.ts";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: "test/support/mariadb.ts",
    reporters: ["default", plainReporter],
    // Many suites wait for sockets and browsers rather than for a core.
    maxWorkers: 3,
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
});
