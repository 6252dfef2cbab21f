import type { Reporter, TestModule } from "vitest/node";

/** Ends the run with the one line that every CI can read. */
const plainReporter: Reporter = {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]) {
    const results = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result().state));
    const count = (state: string) => results.filter((result) => result === state).length;
    const broken = modules.filter((module) => module.state() === "failed" && module.errors().length > 0).length;
    const failed = count("failed") + broken + errors.length;
    const skipped = count("skipped");
    console.log(`${count("passed")} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
  },
};

export default plainReporter;
