import { caseHistory } from "./case.ts";
import type { Command } from "./command.ts";
import { commit } from "./commit.ts";
import { failures } from "./failures.ts";
import { flaky } from "./flaky.ts";
import { helpFor } from "./help.ts";
import { job } from "./job.ts";
import { jobs } from "./jobs.ts";
import { nightly } from "./nightly.ts";
import { pr } from "./pr.ts";
import { prs } from "./prs.ts";
import { report } from "./report.ts";
import { run } from "./run.ts";
import { summary } from "./summary.ts";

const answers = [summary, jobs, job, prs, pr, failures, caseHistory, flaky, run, commit, nightly, report];

/** Every command that can be asked, in a chat, by a button, in a terminal. */
export const commands: readonly Command[] = [...answers, helpFor(answers)];
