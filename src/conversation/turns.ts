import { LRUCache } from "lru-cache";

/** Makes sure that a card shows the answer to its last click, even when earlier answers come later. */
export interface Turns {
  take(messageId: string): Turn;
}

interface Turn {
  /** Whether the answer to an earlier click is being sent to the card, and might arrive after an answer given now. */
  overtaken(): boolean;
  /** Runs `work` once nothing else is being sent to the card. False, and it is not run, if a later click came first. */
  change(work: () => Promise<void>): Promise<boolean>;
}

interface Card {
  lastTurn: number;
  changing: Promise<void> | undefined;
}

const CARDS_REMEMBERED = 2_000;

export function createTurns(): Turns {
  const cards = new LRUCache<string, Card>({ max: CARDS_REMEMBERED });
  return {
    take(messageId) {
      const card = cards.get(messageId) ?? { lastTurn: 0, changing: undefined };
      cards.set(messageId, card);
      card.lastTurn += 1;
      const turn = card.lastTurn;
      return {
        overtaken: () => card.changing !== undefined,
        async change(work) {
          while (card.changing && card.lastTurn === turn) await card.changing.catch(() => {});
          if (card.lastTurn !== turn) return false;
          card.changing = work().finally(() => {
            card.changing = undefined;
          });
          await card.changing;
          return true;
        },
      };
    },
  };
}
