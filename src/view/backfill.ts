import type { Poll } from "../model/poll.ts";
import { say, type Text } from "../model/text.ts";
import { plural } from "./lists.ts";
import { count, join, moment } from "./wording.ts";

/** How far the builds that Jenkins already has were read. */
export type Backfill = Pick<Poll, "jobs" | "behind" | "unreadable" | "readSince">;

/** "Still reading older builds of 12 of 40 jobs; complete since 06-18 10:00", and which jobs cannot be read. */
export function backfillText(backfill: Backfill, zone: string): Text {
  const { behind, unreadable } = backfill;
  return join(
    [...(behind > 0 ? [behindText(backfill, zone)] : []), ...(unreadable > 0 ? [unreadableText(unreadable)] : [])],
    " · ",
  );
}

function unreadableText(jobs: number): Text {
  return say(
    `${plural(jobs, "job")} of Jenkins cannot be read, so runs are missing`,
    `Jenkins 中有 ${count(jobs)} 个任务读取失败，数据不完整`,
  );
}

function behindText({ jobs, behind, readSince }: Backfill, zone: string): Text {
  const [english, chinese] =
    readSince === null
      ? ["", ""]
      : [`; complete since ${moment(readSince, zone)}`, `；${moment(readSince, zone)} 起已完整`];
  return say(
    `Still reading older builds of ${count(behind)} of ${plural(jobs, "job")}${english}`,
    `正在读取更早的构建：${count(jobs)} 个任务中还有 ${count(behind)} 个未读完${chinese}`,
  );
}
