import { z } from "zod";
import type { CommandDocument } from "../kit/command.ts";
import { count, failureKey, failurePlace, listOf, runRef, text, trackedIssue, when } from "../kit/document-parts.ts";

const part = z.strictObject({ name: text.nullable().describe("null for runs without one"), runs: count });
const parts = z.strictObject(listOf(part).shape);

const history = z.object({
  ...failurePlace,
  begin: when,
  end: when.describe("not part of the window"),
  where: z
    .enum(["trunk", "several_pulls", "one_pull", "special", "nowhere"])
    .describe("how far it reaches in the window"),
  runs: count,
  pullRequests: count,
  trunkRuns: count.describe("runs on trunk in which it failed"),
  everRuns: count.describe("runs in which it failed, whenever that was"),
  firstSeen: when.nullable(),
  lastSeen: when.nullable(),
  lastPassed: z
    .strictObject({ ...runRef.shape, time: when.nullable() })
    .nullable()
    .describe("newest passing run of its jobs"),
  byDay: z.array(z.strictObject({ begin: when, runs: count })),
  issue: trackedIssue.nullable(),
  jobs: parts.describe("the most affected jobs"),
  branches: parts,
  pulls: parts,
  items: z
    .array(
      z.strictObject({
        ...runRef.shape,
        time: when.nullable(),
        repo: text.nullable(),
        branch: text.nullable(),
        pull: count.nullable(),
        commit: text.nullable(),
        logLine: count.nullable(),
      }),
    )
    .describe("runs in which it failed, newest first"),
  total: count,
});

const spread = z.object({ ...failureKey, by: z.enum(["job", "branch", "pull"]), ...listOf(part).shape });

export const caseDocument: CommandDocument = { byOptions: { "": history, "--by job": spread } };
