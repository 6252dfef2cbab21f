import type { Links } from "../ports/links.ts";
import type { View } from "../view/view.ts";
import { type AlarmReason, heldView, issueAlarmView, type QuietCase, quietView } from "./views/alarm.ts";
import { type DecisionOutcome, issueDecidedView } from "./views/decided.ts";
import { type IssueNotice, issueNoticeView } from "./views/notice.ts";
import { type IssuePreview, issuePreviewView } from "./views/preview.ts";
import type { Surroundings } from "./views/words.ts";

export const issueCard = { card: "issue", version: 1 } as const;

/** The facts of every card that the work on issues sends; these are what the database keeps. */
export type IssueCard =
  | { readonly kind: "preview"; readonly preview: IssuePreview }
  | { readonly kind: "notice"; readonly notice: IssueNotice }
  | { readonly kind: "alarm"; readonly repo: string; readonly reason: AlarmReason }
  | { readonly kind: "held"; readonly repo: string; readonly names: readonly string[] }
  | { readonly kind: "quiet"; readonly repo: string; readonly quiet: QuietCase }
  | { readonly kind: "decided"; readonly outcome: DecisionOutcome };

export function issueCardView(
  card: IssueCard,
  { links, zone }: { readonly links: Links; readonly zone: string },
): View {
  const around: Surroundings = { links, zone };
  switch (card.kind) {
    case "preview":
      return issuePreviewView(card.preview, around);
    case "notice":
      return issueNoticeView(card.notice, around);
    case "alarm":
      return issueAlarmView(card.repo, card.reason);
    case "held":
      return heldView(card.repo, card.names);
    case "quiet":
      return quietView(card.repo, card.quiet);
    case "decided":
      return issueDecidedView(card.outcome, zone);
    default:
      throw new TypeError(`unknown issue card ${JSON.stringify((card as { kind?: unknown }).kind)}`);
  }
}

/** The subject that a card asks about, or asked about before it was decided. */
export function subjectAsked(card: IssueCard): string | undefined {
  switch (card.kind) {
    case "preview":
      return card.preview.subject;
    case "quiet":
      return card.quiet.tracked.subject;
    case "decided":
      return card.outcome.subject;
    default:
      return undefined;
  }
}
