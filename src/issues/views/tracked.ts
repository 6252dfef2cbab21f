import type { TrackedIssue } from "../../model/issue.ts";
import { say } from "../../model/text.ts";
import type { Line } from "../../view/view.ts";
import { stateWords } from "./words.ts";

/** `Issue #255 · open`, a link where it is known. */
export function trackedLine({ number, url, state }: TrackedIssue): Line {
  const label = say(`Issue #${number}`, `Issue #${number}`);
  return [url === null ? label : { text: label, url }, " · ", stateWords[state][0]];
}

export function trackedData(issue: TrackedIssue | undefined): object | null {
  return issue === undefined ? null : { number: issue.number, url: issue.url, state: issue.state };
}
