import type { Poll } from "../../model/poll.ts";
import { say } from "../../model/text.ts";
import { toIso } from "../../time/zone.ts";
import { backfillText } from "../../view/backfill.ts";
import { plural } from "../../view/lists.ts";
import type { Line } from "../../view/view.ts";
import { ago, count, moment } from "../../view/wording.ts";

/** How Jenkins was last asked for new builds. `last` is undefined before the first time. */
export interface PollFacts {
  readonly last: Poll | undefined;
}

/** The lines of `status` about polling; none if Jenkins is not polled. */
export function pollLines(poll: PollFacts | null, now: number, zone: string): Line[] {
  if (poll === null) return [];
  const label = say("Jenkins last checked: ", "上次查询 Jenkins：");
  const { last } = poll;
  if (last === undefined || last.answeredAt === null)
    return [[label, say("not yet", "尚未"), ...(last?.fault ? [" · ", last.fault] : [])]];
  const { answeredAt, jobs, behind, unreadable, fault } = last;
  const asked: Line = [
    label,
    { text: moment(answeredAt, zone), strong: true },
    " · ",
    ago(answeredAt, now),
    " · ",
    say(plural(jobs, "job"), `${count(jobs)} 个任务`),
  ];
  return [
    asked,
    ...(behind + unreadable > 0 ? [[backfillText(last, zone)]] : []),
    ...(fault === null ? [] : [[say("The last try failed: ", "最近一次查询失败："), fault]]),
  ];
}

export function pollData(poll: PollFacts | null, zone: string): object | null {
  if (poll === null) return null;
  const iso = (time: number | null | undefined) => (time == null ? null : toIso(time, zone));
  const { last } = poll;
  return {
    askedAt: iso(last?.answeredAt),
    jobs: last?.jobs ?? 0,
    behind: last?.behind ?? 0,
    unreadable: last?.unreadable ?? 0,
    completeSince: last?.behind === 0 ? null : iso(last?.readSince),
    error: last?.fault ?? null,
  };
}
