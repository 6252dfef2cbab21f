import { z } from "zod";
import type { CommandDocument } from "../kit/command.ts";
import { cause, count, failureKey, repeats, tally, when } from "../kit/document-parts.ts";

const side = z.strictObject({
  begin: when,
  end: when.describe("not part of the window"),
  ...tally,
  ...repeats,
  specialRuns: count.describe("runs without a pull request"),
  pullRequests: count,
  jobs: count,
  commits: count,
  causes: z.record(cause, count).describe("failed runs by cause"),
});
const named = z.strictObject({ ...failureKey, runs: count });

const compare = z.object({
  first: side.describe("the earlier window"),
  second: side,
  failureRate: z.enum(["better", "worse", "noise", "too_few"]).describe("whether the rate changed by more than chance"),
  onlyFirst: z.array(named).describe("failures of the earlier window only"),
  onlyFirstTotal: count,
  onlySecond: z.array(named),
  onlySecondTotal: count,
});

export const compareDocument: CommandDocument = { byOptions: { "": compare } };
