import type { Page, Scope, Slice, Sort } from "../model/scope.ts";
import { say, type Text } from "../model/text.ts";
import { inZone } from "../time/zone.ts";
import { type Backfill, backfillText } from "./backfill.ts";
import { anyTimeLine, type CommandWord, commandLine } from "./command-line.ts";
import { plural } from "./lists.ts";
import type { Block, BlockOf, CommandAction, Row } from "./view.ts";
import { ago, count, join, moment } from "./wording.ts";

/** What was asked: every view of a window needs it. */
export interface Asked {
  readonly scope: Scope;
  readonly slice: Slice;
  readonly zone: string;
  readonly now: number;
}

/** What was asked of a list; lists without a window have no scope. */
export interface Listed extends Pick<Asked, "slice" | "zone"> {
  readonly scope?: Scope;
}

/** How recent and how complete the data are. */
export interface Freshness {
  /** Start of the newest run, epoch milliseconds; null if there are no runs. */
  readonly newest: number | null;
  /** Failed and aborted runs in the window whose logs have not been read. */
  readonly pending: number;
  /** Runs of the window may be missing, because Jenkins has builds that are not read yet. */
  readonly backfill?: Backfill | undefined;
}

export function button(label: Text, command: string, primary = false): CommandAction {
  return { kind: "command", label, command, primary };
}

/** Leads back to the summary of the same window. */
export function summaryTrail({ scope, zone }: Asked): CommandAction[] {
  return [button(say("Summary", "概览"), commandLine(["summary"], { ...scope, jobs: [] }, zone))];
}

/** "Data as of …", and what is not known yet. */
export function freshnessBlock({ newest, pending, backfill }: Freshness, { zone, now }: Asked): Block {
  const asOf =
    newest === null
      ? say("No runs recorded yet", "还没有任何运行记录")
      : join([say(`Newest run ${moment(newest, zone)}`, `最新运行 ${moment(newest, zone)}`), ago(newest, now)], " · ");
  const missing = backfill === undefined ? [] : [[backfillText(backfill, zone)]];
  const unread = pending > 0 ? [[unreadText(pending)]] : [];
  return { kind: "lines", quiet: true, lines: [[asOf], ...missing, ...unread] };
}

/** Logs are read in the background, so causes and counts of failures still change. */
function unreadText(logs: number): Text {
  return say(
    `${plural(logs, "log")} ${logs === 1 ? "is" : "are"} still being read; ask again in a moment`,
    `还有 ${count(logs)} 份日志正在读取，请稍后再查`,
  );
}

/** Shown where `new` would stand: a failure is new only if no unread log holds it. */
export function newWaitsText(unreadLogs: number): Text {
  return say(
    `Not yet known what is new: ${plural(unreadLogs, "log")} ${unreadLogs === 1 ? "is" : "are"} unread.`,
    `还有 ${count(unreadLogs)} 份日志未读取，暂时无法判断哪些是新增。`,
  );
}

/** What a page of a list needs. */
interface PageOf {
  readonly page: Page<unknown>;
  readonly rows: readonly Row[];
  /** Stands before "11–20 of 34". */
  readonly title?: Text;
  /** Shown when the whole list is empty. */
  readonly empty: Text;
}

/** One page of a list, with buttons to the pages before and after it. `words` is the command of the list. */
export function pageBlocks(
  words: readonly CommandWord[],
  asked: Listed,
  { page, rows, title, empty }: PageOf,
): Block[] {
  const range = rangeOfList(asked, page);
  const past = say(`The list ends at ${count(page.total)}.`, `列表到第 ${count(page.total)} 项为止。`);
  return [
    {
      kind: "rows",
      title: title === undefined ? range : join([title, range], " · "),
      rows,
      total: rows.length,
      list: listOf(words, asked),
      empty: page.total > 0 ? past : empty,
    },
    ...pagerBlock(words, asked, page),
  ];
}

/** Buttons to the previous and the next page of a list. */
export function pagerBlock(words: readonly CommandWord[], asked: Listed, page: Page<unknown>): Block[] {
  const { scope, zone, slice } = asked;
  const at = (offset: number) => commandLine(words, scope, zone, { ...slice, offset });
  const lastPage = Math.floor(Math.max(0, page.total - 1) / slice.limit) * slice.limit;
  const previous = Math.min(Math.max(0, slice.offset - slice.limit), lastPage);
  const next = slice.offset + slice.limit;
  const actions = [
    ...(slice.offset > 0 ? [button(say("Previous page", "上一页"), at(previous))] : []),
    ...(next < page.total ? [button(say("Next page", "下一页"), at(next))] : []),
  ];
  return actions.length > 0 ? [{ kind: "actions", actions }] : [];
}

/** "11–20 of 34", or "34 in all" when the page is the whole list. */
export function rangeOfList({ slice }: Pick<Asked, "slice">, { items, total }: Page<unknown>): Text {
  if (items.length === total || items.length === 0) return say(`${count(total)} in all`, `共 ${count(total)} 项`);
  const range = `${count(slice.offset + 1)}–${count(slice.offset + items.length)}`;
  return say(`${range} of ${count(total)}`, `第 ${range} 项，共 ${count(total)} 项`);
}

/** The list as a command, for rows that do not fit on a surface. */
export function listOf(
  words: readonly CommandWord[],
  { scope, zone, slice }: Listed,
): { command: string; before: number } {
  return { command: commandLine(words, scope, zone, { ...slice, offset: 0 }), before: slice.offset };
}

const quickRanges = [
  { label: say("Today", "今天"), range: "today" },
  { label: say("Yesterday", "昨天"), range: "yesterday" },
  { label: say("7 days", "7 天"), range: "7d" },
  { label: say("30 days", "30 天"), range: "30d" },
];

/** Asks the same question about another time range. */
export function rangeBlock(words: readonly CommandWord[], { scope, slice, zone }: Asked): BlockOf<"range"> {
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

/** Offers other orders for a list of at least two. */
export function sortBlock(
  words: readonly CommandWord[],
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
