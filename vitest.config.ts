import { defineConfig } from "vitest/config";
import plainReporter from "./test/plain-reporter.ts";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: "test/support/mariadb.ts",
    reporters: ["default", plainReporter],
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
});
