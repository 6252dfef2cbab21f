import { audit } from "./audit/command.ts";
import { caseHistory } from "./case/command.ts";
import { commit } from "./commit/command.ts";
import { compare } from "./compare/command.ts";
import { failures } from "./failures/command.ts";
import { flaky } from "./flaky/command.ts";
import { helpFor } from "./help/command.ts";
import { issue } from "./issue/command.ts";
import { issueDecisions } from "./issue/decisions.ts";
import { issues } from "./issues/command.ts";
import { job } from "./job/command.ts";
import { jobs } from "./jobs/command.ts";
import type { Command } from "./kit/command.ts";
import { mute } from "./mute/command.ts";
import { nightly } from "./nightly/command.ts";
import { pr } from "./pr/command.ts";
import { prs } from "./prs/command.ts";
import { report } from "./report/command.ts";
import { run } from "./run/command.ts";
import { scope } from "./scope/command.ts";
import { status } from "./status/command.ts";
import { subscribe } from "./subscribe/command.ts";
import { subscriptions } from "./subscriptions/command.ts";
import { summary } from "./summary/command.ts";
import { unmute } from "./unmute/command.ts";
import { unsubscribe } from "./unsubscribe/command.ts";
import { whoami } from "./whoami/command.ts";

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
  unmute,
  scope,
  audit,
  whoami,
];

/** All commands of chats, buttons and terminals. */
export const commands: readonly Command[] = [...answers, ...issueDecisions, helpFor(answers)];
