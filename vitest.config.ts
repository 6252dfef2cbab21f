import { configDefaults, defineConfig } from "vitest/config";
import plainReporter from "./test/plain-reporter.ts";

/** `npm run test:quick`: tests that need no database, no browser and no running service. */
const quick = [
  "test/*.test.ts",
  "test/{cards,model,stats,time,view}/**/*.test.ts",
  "test/commands/*/view.test.ts",
  "test/commands/kit/*.test.ts",
  "test/reports/views/*.test.ts",
  "test/issues/{cards,issue-text,plan}.test.ts",
  "test/outbox/{schedule,step,targets}.test.ts",
  "test/feishu/{event,message-text,signature,standing}.test.ts",
  "test/logs/*.test.ts",
  "test/logs/results/*.test.ts",
  "test/sources/files/*.test.ts",
  "test/log-page/lines.test.ts",
  "test/service/{links,rules}.test.ts",
  "test/cli/{docs,scan}.test.ts",
  "test/terminal/progress.test.ts",
];

export default defineConfig({
  test: {
    reporters: ["default", plainReporter],
    // Many suites wait for sockets and browsers rather than for a core.
    maxWorkers: 3,
    projects: [
      { extends: true, test: { name: "quick", include: quick, isolate: false } },
      {
        extends: true,
        test: {
          name: "whole",
          include: ["test/**/*.test.ts"],
          exclude: [...configDefaults.exclude, ...quick],
          globalSetup: ["test/support/mariadb.ts", "test/support/chromium.ts"],
        },
      },
    ],
    // Only a test that hangs takes this long: a busy machine must not fail one.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 120_000 } },
  },
});
