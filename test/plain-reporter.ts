import type { Reporter, TestModule } from "vitest/node";

/** Prints one last line that any CI can read. */
const plainReporter: Reporter = {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]) {
    const results = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result().state));
    const count = (state: string) => results.filter((result) => result === state).length;
    // A file that cannot be loaded, or a `beforeAll` that throws, fails no test of its own.
    const broken = modules.flatMap((module) => [module, ...module.children.allSuites()]);
    const failed = count("failed") + broken.filter((each) => each.errors().length > 0).length + errors.length;
    const skipped = count("skipped");
    console.log(`${count("passed")} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
  },
};

export default plainReporter;
