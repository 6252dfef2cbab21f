import { expect, test } from "vitest";
import type { Abort } from "../../src/model/abort.ts";
import { scanText } from "./scan-text.ts";

const cases: [string, string[], Abort | null][] = [
  ["a newer build of the job", ["Superseded by tidb_ghpr #12"], { reason: "superseded", detail: "#12" }],
  [
    "a newer build at a milestone",
    ["Canceled since build #34 already got here"],
    { reason: "superseded", detail: "#34" },
  ],
  ["a milestone, in short", ["Canceled since #34 got here"], { reason: "superseded", detail: "#34" }],
  ["a newer patch set", ["Aborted by new patch set."], { reason: "superseded", detail: null }],
  ["a person", ["Aborted by 林晓 Xiao Lin"], { reason: "person", detail: "林晓 Xiao Lin" }],
  [
    "a person, with Jenkins' hidden link",
    ["Aborted by \u001b[8mha:////4AbC\u001b[0mDana"],
    { reason: "person", detail: "Dana" },
  ],
  ["a stamped line", ["[2021-06-20T08:00:00.000Z] Aborted by Dana"], { reason: "person", detail: "Dana" }],
  [
    "the time limit of a stage",
    ["Cancelling nested steps due to timeout", "Timeout has been exceeded"],
    { reason: "timeout", detail: null },
  ],
  [
    "the time limit of a build",
    ["Build timed out (after 60 minutes). Marking the build as aborted.", "Build was aborted"],
    { reason: "timeout", detail: "60 minutes" },
  ],
  [
    "an agent that was deleted",
    ["Agent ci-7x was deleted; cancelling node body", "ERROR: Agent was removed"],
    { reason: "agentLost", detail: "ci-7x" },
  ],
  [
    "an agent out of memory",
    ["ci/pod-1 Container golang was terminated (Exit Code: 137, Reason: OOMKilled)", "Agent was removed"],
    { reason: "agentLost", detail: "OOMKilled" },
  ],
  [
    "an agent that does not come back",
    ["Timeout waiting for agent to come back"],
    { reason: "agentLost", detail: null },
  ],
  [
    "a pod that was evicted",
    ["Pod just failed: Reason: Evicted, Message: The node was low on resource: memory."],
    { reason: "agentLost", detail: "Evicted" },
  ],
  [
    "a container that ended well, says nothing",
    ["ci/pod-1 Container golang was terminated (Exit Code: 0, Reason: Completed)"],
    null,
  ],
  [
    "a person, although the agent goes after that",
    ["Aborted by Dana", "Agent ci-7x was deleted; cancelling node body"],
    { reason: "person", detail: "Dana" },
  ],
  [
    "a newer build, although a stage timed out before",
    ["Timeout has been exceeded", "Superseded by #12"],
    { reason: "superseded", detail: "#12" },
  ],
  [
    "the last of two that stop a part",
    ["Agent ci-7x was deleted; cancelling node body", "Retrying", "Timeout has been exceeded"],
    { reason: "timeout", detail: null },
  ],
  ["a test that prints such words, says nothing", ["    --- Aborted by the test", "expected: Superseded by #12"], null],
  ["a program that died, says nothing", ["Aborted by signal 6"], null],
  ["nothing", ["Sending interrupt signal to process"], null],
];

test.each(cases)("a run that was stopped by %s", async (_what, lines, expected) => {
  const { abort } = await scanText(["Started", ...lines, "Finished: ABORTED", ""].join("\n"));
  expect(abort).toEqual(expected);
});

test("the reason holds no secret", async () => {
  const { abort } = await scanText("Aborted by bot ghp_0123456789abcdefghijABCDEFGHIJ012345\nFinished: ABORTED\n");
  expect(abort?.detail).not.toContain("ghp_");
});
