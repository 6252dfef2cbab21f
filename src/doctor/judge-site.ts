import type { Rights } from "../database/engine/rights.ts";
import type { DatabaseProbes } from "../health/database.ts";
import { say } from "../model/text.ts";
import { DAY, SECOND } from "../model/window.ts";
import type { RunStore } from "../ports/run-store.ts";
import { judgeNewestRun } from "../stats/newest-run.ts";
import { ago, moment } from "../view/wording.ts";
import type { TrialVerdict } from "./trial.ts";

/** Verdicts on the site's database, and what to do about them. */

export function judgeRights({ kind, missing }: Rights): TrialVerdict {
  if (kind === "denied")
    return {
      state: "bad",
      result: say("our tables exist and cannot be written", "自有数据表已存在，但不可写"),
      mend: [say("grant INSERT, UPDATE and DELETE on them", "请授予其 INSERT、UPDATE、DELETE 权限")],
    };
  if (kind !== "read" && missing.length > 0) return lacking(kind, missing);
  if (kind === "tables") return { state: "good", result: say("our tables can be written", "自有数据表可写") };
  if (kind === "create") return { state: "good", result: say("may create tables", "可以建表") };
  return {
    state: "warn",
    result: say("read only: our tables are kept in data_dir", "只读：自有数据表保存在 data_dir"),
    mend: [
      say(
        "for several replicas, grant CREATE, ALTER, INDEX, SELECT, INSERT, UPDATE and DELETE",
        "如需多副本，请授予 CREATE、ALTER、INDEX、SELECT、INSERT、UPDATE、DELETE 权限",
      ),
    ],
  };
}

/** Tables that are there work, until an upgrade has to change them. */
function lacking(kind: "tables" | "create", missing: readonly string[]): TrialVerdict {
  const rights = missing.join(", ");
  return {
    state: kind === "tables" ? "warn" : "bad",
    result: say(
      `our tables cannot be made or upgraded without ${rights}`,
      `没有 ${rights} 权限，无法创建或升级自有数据表`,
    ),
    mend: [
      say(
        `grant ${rights} on the database, or run ci-stat migrate with an account that has them`,
        `请授予该数据库的 ${rights} 权限，或用有权限的账号运行 ci-stat migrate`,
      ),
    ],
  };
}

export async function judgeTable(database: DatabaseProbes): Promise<TrialVerdict> {
  const found = await database.ciData();
  if (!found)
    return {
      state: "bad",
      result: say("does not exist", "不存在"),
      mend: [
        say(
          "is database the right one? then ci-stat migrate --create or ci-stat sync makes the table",
          "请确认 database 是否正确；正确的话，ci-stat migrate --create 或 ci-stat sync 会创建此表",
        ),
      ],
    };
  const missing = found.missing.join(", ");
  if (missing !== "")
    return {
      state: "bad",
      result: say(`lacks ${missing}`, `缺少列 ${missing}`),
      mend: [say("this is not the ci_data of sync_ci", "这不是 sync_ci 的 ci_data 表")],
    };
  return found.isRepoLast
    ? { state: "good", result: say("exists, with repo as the last column", "存在，repo 为最后一列") }
    : { state: "good", result: say("exists, in the column order of sync_ci", "存在，列顺序与 sync_ci 相同") };
}

export function judgeNewest(newest: number | null, now: number, zone: string): TrialVerdict {
  if (newest === null)
    return {
      state: "warn",
      result: say("no runs yet", "还没有运行记录"),
      mend: [say("does anything write ci_data?", "是否有程序写入 ci_data？")],
    };
  const at = moment(newest, zone);
  const age = judgeNewestRun(newest, now);
  if (age === "future")
    return {
      state: "warn",
      result: say(`${at}, in the future`, `${at}，晚于当前时间`),
      mend: [
        say(
          `timezone must be the zone of ci_data.time; it is set to ${zone}`,
          `timezone 应为 ci_data.time 所用时区，目前是 ${zone}`,
        ),
      ],
    };
  if (age === "ahead")
    return {
      state: "warn",
      result: say(`${at}, some minutes in the future`, `${at}，比当前时间晚几分钟`),
      mend: [
        say(
          "the clock of Jenkins is ahead of this machine's: set both by NTP",
          "Jenkins 的时钟比本机快：请用 NTP 校准两边的时钟",
        ),
      ],
    };
  const since = ago(newest, now);
  const result = say(`${at} ${zone}, ${since.en_us}`, `${at} ${zone}，${since.zh_cn}`);
  if (age === "recent") return { state: "good", result };
  return {
    state: "warn",
    result,
    mend: [say("is the program that writes ci_data still running?", "写入 ci_data 的程序是否仍在运行？")],
  };
}

/** How long it takes to count the newest day, with or without what `migrate` adds. */
export async function judgeSpeed(runs: RunStore, database: DatabaseProbes): Promise<TrialVerdict> {
  const newest = await runs.newest();
  const isIndexed = await database.isIndexed();
  const began = performance.now();
  if (newest !== null) await runs.totals({ window: { begin: newest - DAY, end: newest + SECOND }, jobs: [] });
  const ms = Math.max(1, Math.round(performance.now() - began));
  const cost = newest === null ? say("", "") : say(`, a day in ${ms} ms`, `，统计一天用时 ${ms} 毫秒`);
  if (isIndexed) {
    const [english, chinese] = [`indexed${cost.en_us}`, `已建索引${cost.zh_cn}`];
    return { state: "good", result: say(english, chinese) };
  }
  return {
    state: "warn",
    result: say(`not indexed for counting${cost.en_us}`, `未建统计索引${cost.zh_cn}`),
    mend: [
      say(
        "ci-stat migrate adds two virtual columns and an index; without them, long ranges are slow",
        "ci-stat migrate 会添加两个虚拟列和一个索引；没有它们，长时间段的统计较慢",
      ),
    ],
  };
}
