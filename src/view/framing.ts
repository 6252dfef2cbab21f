import type { Page, Scope, Slice, Sort } from "../model/scope.ts";
import { say, type Text } from "../model/text.ts";
import { inZone } from "../time/zone.ts";
import { anyTimeLine, commandLine, type Word } from "./command-line.ts";
import { plural } from "./lists.ts";
import type { Block, BlockOf, CommandAction } from "./view.ts";
import { ago, count, join, moment } from "./wording.ts";

/** What every view about a window needs to know of what was asked. */
export interface Asked {
  readonly scope: Scope;
  readonly slice: Slice;
  readonly zone: string;
  readonly now: number;
}

/** What a list needs to know: those that are about no window have no scope. */
export interface Listed extends Pick<Asked, "slice" | "zone"> {
  readonly scope?: Scope;
}

/** How fresh and how complete the numbers are. */
export interface Freshness {
  /** Start of the newest run, or null where there is none at all. */
  readonly newest: number | null;
  /** FAILURE runs of the window whose logs were not read yet. */
  readonly pending: number;
}

export function button(label: Text, command: string, primary = false): CommandAction {
  return { kind: "command", label, command, primary };
}

/** The way back to the summary of the same window. */
export function summaryTrail({ scope, zone }: Asked): CommandAction[] {
  return [button(say("Summary", "概览"), commandLine(["summary"], { ...scope, jobs: [] }, zone))];
}

/** "Data as of …", and what is not known yet. */
export function freshnessBlock({ newest, pending }: Freshness, { zone, now }: Asked): Block {
  const asOf =
    newest === null
      ? say("No runs recorded yet", "还没有任何运行记录")
      : join([say(`Newest run ${moment(newest, zone)}`, `最新运行 ${moment(newest, zone)}`), ago(newest, now)], " · ");
  const unread = say(
    `${plural(pending, "failed run")} ${pending === 1 ? "is" : "are"} still being read; ask again in a moment`,
    `还有 ${count(pending)} 个失败运行的日志正在读取，请稍后再查`,
  );
  return { kind: "lines", quiet: true, lines: [[asOf], ...(pending > 0 ? [[unread]] : [])] };
}

/** Buttons to the parts of a list before and after this one. */
export function pagerBlock(words: readonly Word[], asked: Listed, page: Page<unknown>): Block[] {
  const { scope, zone, slice } = asked;
  const at = (offset: number) => commandLine(words, scope, zone, { ...slice, offset: Math.max(0, offset) });
  const next = slice.offset + slice.limit;
  const actions = [
    ...(slice.offset > 0 ? [button(say("Previous page", "上一页"), at(slice.offset - slice.limit))] : []),
    ...(next < page.total ? [button(say("Next page", "下一页"), at(next))] : []),
  ];
  return actions.length > 0 ? [{ kind: "actions", actions }] : [];
}

/** "11–20 of 34", said above a list that is not whole. */
export function rangeOfList({ slice }: Pick<Asked, "slice">, page: Page<unknown>): Text {
  const first = Math.min(slice.offset + 1, page.total);
  const last = slice.offset + page.items.length;
  if (page.items.length === page.total) return say(`${count(page.total)} in all`, `共 ${count(page.total)} 项`);
  return say(`${first}–${last} of ${count(page.total)}`, `第 ${first}–${last} 项，共 ${count(page.total)} 项`);
}

/** The list as a command, for rows that a surface has no room for. */
export function listOf(words: readonly Word[], { scope, zone, slice }: Listed): { command: string; before: number } {
  return { command: commandLine(words, scope, zone, { ...slice, offset: 0 }), before: slice.offset };
}

const quickRanges = [
  { label: say("Today", "今天"), range: "today" },
  { label: say("Yesterday", "昨天"), range: "yesterday" },
  { label: say("7 days", "7 天"), range: "7d" },
  { label: say("30 days", "30 天"), range: "30d" },
];

/** The same question about another time. */
export function rangeBlock(words: readonly Word[], { scope, slice, zone }: Asked): BlockOf<"range"> {
  const date = (at: number) => inZone(at, zone).format("YYYY-MM-DD");
  return {
    kind: "range",
    command: anyTimeLine(words, scope, slice.sort),
    quick: quickRanges,
    from: date(scope.window.begin),
    to: date(Math.max(scope.window.begin, scope.window.end - 1)),
  };
}

const sortLabels: { readonly [S in Sort]: Text } = {
  failures: say("Most failures first", "失败最多在前"),
  runs: say("Most runs first", "运行最多在前"),
  rate: say("Lowest pass rate first", "通过率最低在前"),
  reruns: say("Most reruns first", "重跑最多在前"),
  name: say("By name", "按名称"),
};

/** Another order of a list; nothing where there is nothing to order. */
export function sortBlock(
  words: readonly Word[],
  { scope, zone, slice }: Asked,
  sorts: readonly Sort[],
  page: Page<unknown>,
): Block[] {
  if (page.total < 2) return [];
  const command = `${commandLine(words, scope, zone, { limit: slice.limit, offset: 0 })} --sort`;
  const options = sorts.map((sort) => ({ label: sortLabels[sort], word: sort }));
  return [{ kind: "choice", label: say("Order", "排序"), command, options, chosen: slice.sort ?? "failures" }];
}

const sortWords: { readonly [S in Sort]: Text } = {
  failures: say("by failures", "按失败次数排列"),
  runs: say("by runs", "按运行次数排列"),
  rate: say("by pass rate", "按通过率排列"),
  reruns: say("by reruns", "按重跑次数排列"),
  name: say("by name", "按名称排列"),
};

export function orderText({ slice }: Asked): Text {
  return sortWords[slice.sort ?? "failures"];
}
