import { caseHistory } from "./case.ts";
import type { Command } from "./command.ts";
import { commit } from "./commit.ts";
import { compare } from "./compare.ts";
import { failures } from "./failures.ts";
import { flaky } from "./flaky.ts";
import { helpFor } from "./help.ts";
import { issue } from "./issue.ts";
import { issueDecisions } from "./issue-decisions.ts";
import { issues } from "./issues.ts";
import { job } from "./job.ts";
import { jobs } from "./jobs.ts";
import { mute } from "./mute.ts";
import { nightly } from "./nightly.ts";
import { pr } from "./pr.ts";
import { prs } from "./prs.ts";
import { report } from "./report.ts";
import { run } from "./run.ts";
import { status } from "./status.ts";
import { subscribe } from "./subscribe.ts";
import { subscriptions } from "./subscriptions.ts";
import { summary } from "./summary.ts";
import { unsubscribe } from "./unsubscribe.ts";

const answers = [
  summary,
  jobs,
  job,
  prs,
  pr,
  failures,
  caseHistory,
  flaky,
  run,
  commit,
  nightly,
  compare,
  status,
  issues,
  issue,
  report,
  subscribe,
  unsubscribe,
  subscriptions,
  mute,
];

/** Every command that can be asked, in a chat, by a button, in a terminal. */
export const commands: readonly Command[] = [...answers, ...issueDecisions, helpFor(answers)];
