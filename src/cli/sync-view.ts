import { say, type Text } from "../model/text.ts";
import type { RefusedError, UnreachableError } from "../ports/errors.ts";
import { toIso } from "../time/zone.ts";
import { plural } from "../view/lists.ts";
import type { Line, Row, View } from "../view/view.ts";
import { count, join, moment } from "../view/wording.ts";

export interface SyncedJobs {
  readonly zone: string;
  readonly since: number | null;
  readonly jobs: readonly SyncedJob[];
}

interface SyncedJob extends SyncCounts {
  readonly job: string;
  readonly storedAs: string;
  readonly refused: readonly { readonly id: number; readonly reason: string }[];
  readonly fault: UnreachableError | RefusedError | null;
}

interface SyncCounts {
  readonly builds: number;
  readonly written: number;
  readonly corrected: number;
  readonly unchanged: number;
  readonly running: number;
}

/** Reasons that are listed of one job. */
const SHOWN = 3;

/** What `sync` did, job by job; those of which nothing is to be said are only counted. */
export function syncView({ zone, since, jobs }: SyncedJobs): View {
  const sum = (name: keyof SyncCounts) => jobs.reduce((total, job) => total + job[name], 0);
  const [written, corrected, builds] = [sum("written"), sum("corrected"), sum("builds")];
  const faults = jobs.filter(({ fault }) => fault !== null);
  const refused = jobs.reduce((total, job) => total + job.refused.length, 0);
  const told = jobs.filter((job) => job.written + job.corrected + job.running + job.refused.length > 0 || job.fault);
  const begin = since === null ? say("all that Jenkins keeps", "Jenkins 保留的全部构建") : sinceText(since, zone);
  return {
    title: title(written, corrected),
    subtitle: join([looked(builds, jobs.length), begin], " · "),
    tone: faults.length > 0 ? "bad" : refused > 0 ? "warn" : "good",
    trail: [],
    blocks: [
      {
        kind: "rows",
        title: say("Jobs", "任务"),
        rows: told.map(jobRow),
        total: told.length,
        empty: jobs.length === 0 ? noJob : say("Every row was there already.", "所有记录都已存在。"),
      },
    ],
    data: {
      since: since === null ? null : toIso(since, zone),
      builds,
      written,
      corrected,
      unchanged: sum("unchanged"),
      running: sum("running"),
      refused,
      jobs: jobs.map(({ fault, ...job }) => ({ ...job, error: fault?.message ?? null })),
      ...(faults[0] ? { error: faults[0].fault?.message } : {}),
    },
  };
}

const noJob = say(
  "Jenkins has none of the jobs that ci_data knows; name one with --job.",
  "Jenkins 中没有 ci_data 已知的任务，请用 --job 指定。",
);

function title(written: number, corrected: number): Text {
  if (written + corrected === 0) return say("Nothing to be written", "没有需要写入的记录");
  const also = corrected === 0 ? ["", ""] : [`, ${count(corrected)} corrected`, `，更正 ${count(corrected)} 条`];
  return say(`${plural(written, "run")} written${also[0]}`, `写入 ${count(written)} 条记录${also[1]}`);
}

function looked(builds: number, jobs: number): Text {
  return say(`${plural(builds, "build")} of ${plural(jobs, "job")}`, `${count(jobs)} 个任务的 ${count(builds)} 次构建`);
}

function sinceText(since: number, zone: string): Text {
  return say(`since ${moment(since, zone)}`, `自 ${moment(since, zone)}`);
}

function jobRow(job: SyncedJob): Row {
  const { storedAs, builds, written, corrected, running, refused, fault } = job;
  const counts = [
    say(plural(builds, "build"), `${count(builds)} 次构建`),
    say(`${count(written)} written`, `写入 ${count(written)}`),
    ...(corrected > 0 ? [say(`${count(corrected)} corrected`, `更正 ${count(corrected)}`)] : []),
    ...(running > 0 ? [say(`${count(running)} still running`, `${count(running)} 次仍在运行`)] : []),
    ...(refused.length > 0 ? [say(`${count(refused.length)} not taken`, `${count(refused.length)} 条未写入`)] : []),
  ];
  const shortened = storedAs === job.job ? [] : [[say("in ci_data: ", "在 ci_data 中："), storedAs]];
  const reasons = refused.slice(0, SHOWN).map(({ id, reason }): Line => [`#${id}: ${reason}`]);
  return {
    title: [{ text: job.job, strong: true }],
    lines: [[join(counts, " · ")], ...shortened, ...reasons, ...(fault ? [faultLine(fault)] : [])],
    tone: fault ? "bad" : refused.length > 0 ? "warn" : "good",
  };
}

function faultLine(fault: UnreachableError | RefusedError): Line {
  return [say("not read to its end: ", "未读完："), fault.message];
}
