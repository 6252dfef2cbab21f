import type { Logger } from "pino";
import type { Delivery } from "../model/delivery.ts";
import type { Subscription } from "../model/subscription.ts";
import type { ReportContent } from "../reports/content.ts";
import { type CardFormat, knownBlocks, readStoredCard } from "../view/stored-card.ts";
import type { View } from "../view/view.ts";
import { type ClosedChat, closedChatCard, closedChatView } from "./closed-chat.ts";

/** What a delivery shows. */
export interface Content {
  viewOf(
    delivery: Delivery,
    subscriptions: readonly Subscription[],
    now: number,
  ): Promise<View | "not_worth_sending" | "unreadable">;
}

/** Shows the facts of one format of stored cards. */
interface CardRenderer extends CardFormat {
  readonly view: (facts: never) => View;
}

export interface ContentParts {
  readonly reports: ReportContent;
  readonly cards: readonly CardRenderer[];
  readonly log: Logger;
}

export function createContent({ reports, cards, log }: ContentParts): Content {
  const renderers: readonly CardRenderer[] = [
    ...cards,
    { ...closedChatCard, view: (facts: ClosedChat) => closedChatView(facts) },
  ];

  function stored({ key, content }: Delivery): View | "unreadable" {
    const card = readStoredCard(content ?? "");
    if (card.kind === "view") {
      const view = knownBlocks(card.view);
      const dropped = card.view.blocks.length - view.blocks.length;
      if (dropped > 0) log.warn({ delivery: key, dropped }, "a stored card has blocks that this version does not know");
      return view;
    }
    const renderer =
      card.kind === "facts"
        ? renderers.find((each) => each.card === card.card && each.version === card.version)
        : undefined;
    try {
      if (card.kind === "facts" && renderer) return renderer.view(card.facts as never);
    } catch (error) {
      log.error({ err: error, delivery: key, card: renderer?.card }, "a stored card cannot be shown");
      return "unreadable";
    }
    log.error(
      { delivery: key, ...(card.kind === "facts" ? { card: card.card, version: card.version } : {}) },
      "a stored card is of no format that this version knows",
    );
    return "unreadable";
  }

  return {
    async viewOf(delivery, subscriptions, now) {
      if (delivery.content !== null) return stored(delivery);
      return (await reports.viewOf(delivery, subscriptions, now)) ?? "not_worth_sending";
    },
  };
}
