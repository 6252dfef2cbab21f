import { decisionLines, stateWords } from "../../issues/views/words.ts";
import type { Decision, TrackedIssue } from "../../model/issue.ts";
import type { Page } from "../../model/scope.ts";
import { say } from "../../model/text.ts";
import { toIso } from "../../time/zone.ts";
import { commandLine } from "../../view/command-line.ts";
import { type Asked, rangeOfList } from "../../view/framing.ts";
import { plural } from "../../view/lists.ts";
import type { Line, Row, View } from "../../view/view.ts";
import { count, moment } from "../../view/wording.ts";

/** Tracked issues with their state and the latest decision. */
export function issuesView(
  asked: Asked,
  repo: string,
  page: Page<TrackedIssue>,
  decisions: readonly Decision[],
  { open, asked: waiting }: { readonly open: number; readonly asked: number },
): View {
  const next = asked.slice.offset + asked.slice.limit;
  const rows = page.items.map((tracked) => issueRow(tracked, decisions, asked.zone));
  return {
    title: say(
      `${plural(open, "open issue")}, ${count(waiting)} waiting for a decision`,
      `${count(open)} 个打开的 issue，${count(waiting)} 个等待决定`,
    ),
    subtitle: say(repo, repo),
    tone: open + waiting > 0 ? "warn" : "good",
    trail: [],
    blocks: [
      {
        kind: "rows",
        title: rangeOfList(asked, page),
        rows,
        total: page.total - asked.slice.offset,
        more: commandLine(["issues"], undefined, asked.zone, { ...asked.slice, offset: next }),
        empty: say("No nightly failures are tracked yet.", "还没有跟踪任何每夜任务的失败。"),
      },
    ],
    data: { repo, total: page.total, items: page.items.map((tracked) => issueData(tracked, asked.zone)) },
  };
}

function issueData(tracked: TrackedIssue, zone: string): object {
  const iso = (at: number | null) => (at === null ? null : toIso(at, zone));
  const { subject, cases, state, number, url, filedAt, closedAt, snoozedUntil, lastFailed } = tracked;
  return {
    subject,
    cases,
    state,
    number,
    url,
    filedAt: iso(filedAt),
    closedAt: iso(closedAt),
    snoozedUntil: iso(snoozedUntil),
    lastFailed: iso(lastFailed),
  };
}

function issueRow(tracked: TrackedIssue, decisions: readonly Decision[], zone: string): Row {
  const { subject, cases, state, number, url, lastFailed, snoozedUntil } = tracked;
  const [first = subject] = cases;
  const [word, tone] = stateWords[state];
  const more = cases.length > 1 ? [say(` and ${cases.length - 1} more`, ` 等 ${cases.length} 个`)] : [];
  const until =
    state === "snoozed" && snoozedUntil !== null
      ? [say(` until ${moment(snoozedUntil, zone)}`, ` 至 ${moment(snoozedUntil, zone)}`)]
      : [];
  const failed =
    lastFailed === null
      ? []
      : [say(` · failed ${moment(lastFailed, zone)}`, ` · 最近失败 ${moment(lastFailed, zone)}`)];
  const status: Line = [
    ...(number === null ? [] : [url === null ? `#${number} ` : { text: `#${number}`, url }, " "]),
    word,
    ...until,
    ...failed,
  ];
  const last = decisions.filter((decision) => decision.subject === subject).slice(0, 1);
  return {
    title: [{ text: first, code: true, strong: true }, ...more],
    lines: [status, ...decisionLines(last, zone)],
    tone,
    command: `issue ${subject}`,
  };
}
