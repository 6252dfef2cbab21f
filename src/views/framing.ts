import type { Page, Scope, Slice } from "../model/scope.ts";
import { say, type Text } from "../model/text.ts";
import { commandLine } from "./command-line.ts";
import type { Block, CommandAction } from "./view.ts";
import { ago, count, join, moment } from "./wording.ts";

/** What every view about a window needs to know of what was asked. */
export interface Asked {
  readonly scope: Scope;
  readonly slice: Slice;
  readonly zone: string;
  readonly now: number;
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
    `${count(pending)} failed runs are still being read; ask again in a moment`,
    `还有 ${count(pending)} 个失败运行的日志正在读取，请稍后再查`,
  );
  return { kind: "lines", quiet: true, lines: [[asOf], ...(pending > 0 ? [[unread]] : [])] };
}

/** Buttons to the parts of a list before and after this one. */
export function pagerBlock(words: readonly string[], asked: Asked, page: Page<unknown>): Block[] {
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
export function rangeOfList({ slice }: Asked, page: Page<unknown>): Text {
  const first = Math.min(slice.offset + 1, page.total);
  const last = slice.offset + page.items.length;
  if (page.items.length === page.total) return say(`${count(page.total)} in all`, `共 ${count(page.total)} 项`);
  return say(`${first}–${last} of ${count(page.total)}`, `第 ${first}–${last} 项，共 ${count(page.total)} 项`);
}
