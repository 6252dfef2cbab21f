import { type CodeHost, codeHostNamed, readPullLink, splitRepository } from "../model/code-host.ts";
import type { Cause } from "../model/failure.ts";
import type { PullRef } from "../model/pull-request.ts";
import type { Scope } from "../model/scope.ts";
import type { Repeats, Tally } from "../model/tally.ts";
import { inLocale, same, say, type Text } from "../model/text.ts";
import { DAY, HOUR, MINUTE, SECOND, type Window } from "../model/window.ts";
import type { RateChange } from "../stats/change.ts";
import { inZone, startOfDay } from "../time/zone.ts";
import { changeTones } from "./tone.ts";
import type { Line } from "./view.ts";

/** How numbers, times and glossary words are written on every surface. */

export function count(value: number): string {
  return value.toLocaleString("en-US");
}

export function byteSize(bytes: number): string {
  if (bytes < 1e3) return `${bytes} B`;
  if (bytes < 1e6) return `${Math.round(bytes / 1e3)} KB`;
  return `${count(Number((bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)))} MB`;
}

export function percent(share: number | null): string {
  return share === null ? "–" : `${(share * 100).toFixed(share > 0.999 && share < 1 ? 2 : 1).replace(/\.0$/, "")}%`;
}

export function duration(ms: number | null): string {
  if (ms === null) return "–";
  if (ms < MINUTE) return `${Math.round(ms / SECOND)}s`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)}m ${String(Math.floor((ms % MINUTE) / SECOND)).padStart(2, "0")}s`;
  return `${Math.floor(ms / HOUR)}h ${String(Math.floor((ms % HOUR) / MINUTE)).padStart(2, "0")}m`;
}

export function moment(at: number | null, zone: string): string {
  return at === null ? "–" : inZone(at, zone).format("MM-DD HH:mm");
}

const weekdays = [
  say("Sun", "周日"),
  say("Mon", "周一"),
  say("Tue", "周二"),
  say("Wed", "周三"),
  say("Thu", "周四"),
  say("Fri", "周五"),
  say("Sat", "周六"),
] as const;

/** `2021-06-20 Sun`, `2021-06-19 – 06-21`, `2021-06-20 08:00 – 12:00`. */
export function windowText({ begin, end }: Window, zone: string): Text {
  const first = inZone(begin, zone);
  const whole = begin === startOfDay(begin, zone) && end === startOfDay(end, zone);
  const last = inZone(whole ? startOfDay(end, zone, -1) : end, zone);
  const sameDay = first.format("YYYY-MM-DD") === last.format("YYYY-MM-DD");
  if (whole && sameDay) return join([same(first.format("YYYY-MM-DD")), weekdays[first.day()] ?? same("")], " ");
  const ending = last.format(whole ? "MM-DD" : sameDay ? "HH:mm" : "MM-DD HH:mm");
  return same(`${first.format(whole ? "YYYY-MM-DD" : "YYYY-MM-DD HH:mm")} – ${ending}`);
}

/** A window without its year, for narrow columns: `06-20`, `06-19–06-21`, `06-20 08:00–12:00`. */
export function shortWindow({ begin, end }: Window, zone: string): string {
  const whole = begin === startOfDay(begin, zone) && end === startOfDay(end, zone);
  const [first, last] = [inZone(begin, zone), inZone(whole ? startOfDay(end, zone, -1) : end, zone)];
  const sameDay = first.format("YYYY-MM-DD") === last.format("YYYY-MM-DD");
  if (whole) return sameDay ? first.format("MM-DD") : `${first.format("MM-DD")}–${last.format("MM-DD")}`;
  return `${first.format("MM-DD HH:mm")}–${last.format(sameDay ? "HH:mm" : "MM-DD HH:mm")}`;
}

/** A card's subtitle: window, zone and filters. */
export function scopeText(scope: Scope, zone: string): Text {
  return join([windowText(scope.window, zone), filterText(scope, zone)], " · ");
}

/** The zone and the filters, without the window. */
export function filterText(scope: Scope, zone: string): Text {
  const filters = [
    ...(scope.repo === undefined ? [] : [scope.repo]),
    ...(scope.branch === undefined ? [] : [`@${scope.branch}`]),
    ...(scope.jobs.length > 0 ? [scope.jobs.join(", ")] : []),
  ];
  const special = scope.special ? [say("runs without a PR", "仅非 PR 运行")] : [];
  return join([same(zone), ...filters.map(same), ...special], " · ");
}

export function join(texts: readonly Text[], separator: string): Text {
  const [en_us = "", zh_cn = ""] = (["en_us", "zh_cn"] as const).map((locale) =>
    texts.map((text) => inLocale(text, locale)).join(separator),
  );
  return { en_us, zh_cn };
}

export const causeNames: { readonly [C in Cause]: Text } = {
  case: say("test case", "测试用例"),
  compile: say("build", "编译"),
  check: say("lint & format", "代码检查"),
  env: say("infrastructure", "基础设施"),
  unknown: say("unexplained", "原因不明"),
};

const statusMarks: Readonly<Record<string, string>> = { SUCCESS: "🟢", FAILURE: "🔴", UNSTABLE: "🔴", ABORTED: "🟡" };

export function statusMark(status: string): string {
  return statusMarks[status] ?? "⚪";
}

/** `🔴 12 🟢 66 🟡 2 ⚪ 1 🔄 3`: failed, passed, aborted, other results, reruns. */
export function tallyLine(tally: Tally & Partial<Repeats>): Line {
  const { failure, success, aborted, other, reruns = 0 } = tally;
  const marks = [
    `🔴 ${count(failure)}`,
    `🟢 ${count(success)}`,
    ...(aborted > 0 ? [`🟡 ${count(aborted)}`] : []),
    ...(other > 0 ? [`⚪ ${count(other)}`] : []),
    ...(reruns > 0 ? [`🔄 ${count(reruns)}`] : []),
  ];
  return [marks.join("  ")];
}

/** A pull request of which perhaps only repository and number are known. */
type NamedPull = PullRef & { readonly link?: string | null };

/** `pingcap/tidb#24155`, and `group/sub/repo!77` on GitLab, as each host writes it. Without the host's own name. */
export function pullName(pull: NamedPull): string {
  return splitRepository(pull.repo).path + pullMark(pull);
}

/** `tidb#24155`: without the owner, for where many stand in one line. */
export function shortPullName(pull: NamedPull): string {
  return pull.repo.replace(/^.*\//, "") + pullMark(pull);
}

function pullMark({ repo, number, link = null }: NamedPull): string {
  return `${codeHostOf(repo, link) === "gitlab" ? "!" : "#"}${number}`;
}

/** What a button to a page of a code host says. */
export function onCodeHost(repo: string, link: string): Text {
  const name = { github: "GitHub", gitlab: "GitLab", gitee: "Gitee" }[codeHostOf(repo, link) ?? "github"];
  return say(`On ${name}`, `${name} 页面`);
}

function codeHostOf(repo: string, link: string | null): CodeHost | undefined {
  return readPullLink(link)?.kind ?? codeHostNamed(splitRepository(repo).host);
}

export function shortHash(commit: string | null): string {
  return commit === null ? "–" : commit.slice(0, 7);
}

/**
 * How a count changed against the window before. The colour is that of the rate behind the count: twice the failures in
 * twice the runs are no bad news.
 */
export function changeNote(now: number, before: number, rate: RateChange = "noise"): Line {
  const change = now - before;
  if (change === 0) return [say("unchanged", "持平")];
  const sign = `${change > 0 ? "▲" : "▼"} ${count(Math.abs(change))}`;
  return [rate === "better" || rate === "worse" ? { text: sign, tone: changeTones[rate] } : sign];
}

/** The time since `at`, rounded down to minutes, hours or days. */
export function ago(at: number, now: number): Text {
  const passed = Math.max(0, now - at);
  if (passed < MINUTE) return say("just now", "刚刚");
  if (passed < HOUR) return say(`${Math.floor(passed / MINUTE)} min ago`, `${Math.floor(passed / MINUTE)} 分钟前`);
  if (passed < 2 * DAY) return say(`${Math.floor(passed / HOUR)} h ago`, `${Math.floor(passed / HOUR)} 小时前`);
  return say(`${Math.floor(passed / DAY)} days ago`, `${Math.floor(passed / DAY)} 天前`);
}
