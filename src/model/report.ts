import type { Window } from "./window.ts";

/** Reports about a window, sent when it has ended: the hour before, the day before. */
export const reportKinds = ["hourly", "daily"] as const;
export type ReportKind = (typeof reportKinds)[number];

/** What a chat may subscribe to. */
export const topics = [...reportKinds, "issues", "alerts"] as const;
export type Topic = (typeof topics)[number];

export function isTopic(word: string): word is Topic {
  return topics.some((topic) => topic === word);
}

export function isReportKind(word: string): word is ReportKind {
  return reportKinds.some((kind) => kind === word);
}

/** A report that is due: of which window, and whether it comes long after the window's end. */
export interface DueWindow extends Window {
  /** When it was to be sent, epoch milliseconds. */
  readonly dueAt: number;
  readonly late: boolean;
}
