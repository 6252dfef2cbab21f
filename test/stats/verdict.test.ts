import { describe, expect, test } from "vitest";
import type { Elsewhere } from "../../src/model/failure.ts";
import type { Run } from "../../src/model/run.ts";
import { judgePull, type PullEvidence } from "../../src/stats/verdict.ts";
import { failure, run } from "../commands/sample-facts.ts";

const [head, older] = ["a".repeat(40), "b".repeat(40)];
let id = 100;
/** Runs as they are written, the newest first. */
const ran = (job: string, status: string, commit: string | null = head, time = 1_000 + id): Run =>
  run({ job, status, commit, time, id: id-- });
const seen = (name: string, more: Partial<Elsewhere> = {}): Elsewhere => ({
  ...{ cause: "case", name, runsByJob: new Map(), pullRequests: 0, trunkRuns: 0 },
  ...{ firstOnTrunk: null, lastOnTrunk: null },
  ...more,
});

function judge(runs: readonly Run[], more: Partial<PullEvidence> = {}) {
  const scans = runs.map(({ job, id: number }) => ({ job, id: number, failures: [] }));
  return judgePull({ runs, scans, elsewhere: [], unread: 0, usualJobs: [], ...more });
}

describe("the newest run of each job on the newest commit decides", () => {
  test.each<[string, readonly Run[], Partial<PullEvidence>, object]>([
    ["every job passed", [ran("unit", "SUCCESS"), ran("build", "SUCCESS")], {}, { state: "green", isFinal: true }],
    ["one failed", [ran("unit", "FAILURE"), ran("build", "SUCCESS")], {}, { state: "red", isFinal: true }],
    ["UNSTABLE is failed", [ran("unit", "UNSTABLE")], {}, { state: "red", isFinal: true }],
    ["run again until it passed", [ran("unit", "SUCCESS"), ran("unit", "FAILURE")], {}, { state: "green" }],
    ["passed first and failed when run again", [ran("unit", "FAILURE"), ran("unit", "SUCCESS")], {}, { state: "red" }],
    ["red on an older commit only", [ran("unit", "SUCCESS"), ran("unit", "FAILURE", older)], {}, { state: "green" }],
    [
      "a job of an earlier commit has not ended",
      [ran("unit", "SUCCESS"), ran("build", "SUCCESS", older)],
      {},
      { state: "undecided", isFinal: false, missing: ["build"] },
    ],
    [
      "a job of most pull requests has not ended",
      [ran("unit", "SUCCESS")],
      { usualJobs: ["unit", "build"] },
      { state: "undecided", missing: ["build"] },
    ],
    [
      "red while another has not ended",
      [ran("unit", "FAILURE")],
      { usualJobs: ["build"] },
      { state: "red", isFinal: false },
    ],
    ["aborted", [ran("unit", "ABORTED"), ran("build", "SUCCESS")], {}, { state: "undecided", isFinal: false }],
    ["nothing but aborted", [ran("unit", "ABORTED")], {}, { state: "undecided", passed: [] }],
    ["not built is no verdict", [ran("unit", "NOT_BUILT")], {}, { state: "undecided", missing: [] }],
    ["runs without a commit", [ran("unit", "SUCCESS", null)], {}, { state: "green", commit: null }],
  ])("%s", (_what, runs, more, verdict) => {
    expect(judge(runs, more)).toMatchObject(verdict);
  });

  test("an older commit that runs again is no newer than the head", () => {
    const again = ran("unit", "FAILURE", older, 9_000);
    const runs = [again, ran("unit", "SUCCESS", head, 8_000), ran("unit", "FAILURE", older, 7_000)];
    expect(judge(runs)).toMatchObject({ state: "green", commit: head });
  });
});

describe("why a job failed", () => {
  test.each<[string, ReturnType<typeof failure>[] | undefined, Partial<PullEvidence>, string]>([
    ["seen nowhere else", [failure("TestA")], {}, "new"],
    ["seen nowhere else so far, while logs are unread", [failure("TestA")], { unread: 3 }, "unseen"],
    ["its own log is unread", undefined, {}, "unread"],
    ["nothing in its log", [], {}, "unexplained"],
    ["last words only", [failure("exit 1", { cause: "unknown" })], {}, "unexplained"],
    ["on trunk", [failure("TestA")], { elsewhere: [seen("TestA", { trunkRuns: 2, pullRequests: 4 })] }, "trunk"],
    ["in other pull requests", [failure("TestA")], { elsewhere: [seen("TestA", { pullRequests: 4 })] }, "flaky"],
    [
      "a build that is broken in other pull requests",
      [failure("undefined: x", { cause: "compile" })],
      { elsewhere: [seen("undefined: x", { cause: "compile", pullRequests: 4 })] },
      "elsewhere",
    ],
    ["infrastructure", [failure("no space left", { cause: "env" })], {}, "infrastructure"],
    [
      "of the same name and another cause",
      [failure("TestA")],
      { elsewhere: [seen("TestA", { cause: "check", pullRequests: 4 })] },
      "new",
    ],
    [
      "something new beside something known",
      [failure("TestA"), failure("TestB")],
      { elsewhere: [seen("TestA", { pullRequests: 4 })] },
      "new",
    ],
    [
      "a build that is broken on trunk",
      [failure("undefined: x", { cause: "compile" })],
      { elsewhere: [seen("undefined: x", { cause: "compile", pullRequests: 4, trunkRuns: 1 })] },
      "trunk",
    ],
    [
      "something known beside a full disk",
      [failure("no space left", { cause: "env" }), failure("TestA")],
      { elsewhere: [seen("TestA", { pullRequests: 4 })] },
      "flaky",
    ],
  ])("%s", (_what, failures, more, blame) => {
    const failed = ran("unit", "FAILURE");
    const scans = failures === undefined ? [] : [{ job: "unit", id: failed.id, failures }];
    expect(judge([failed], { scans, ...more }).failed).toMatchObject([{ blame }]);
  });

  test("what points at the change comes first", () => {
    const runs = [ran("disk", "FAILURE"), ran("mine", "FAILURE"), ran("unclear", "FAILURE")];
    const found = [failure("no space left", { cause: "env" }), failure("TestMine")];
    const scans = runs.map(({ job, id: number }, index) => ({
      job,
      id: number,
      failures: found.slice(index, index + 1),
    }));
    expect(judge(runs, { scans }).failed.map(({ run: { job } }) => job)).toEqual(["mine", "unclear", "disk"]);
  });
});
