import { LRUCache } from "lru-cache";
import type { Asker } from "../commands/kit/command.ts";
import { say, type Text } from "../model/text.ts";
import { MINUTE } from "../model/window.ts";
import type { Clock } from "../ports/clock.ts";

/** How many questions may wait at once, so that a crowd fits in memory and does not delay everyone else. */
const MOST_OF_PERSON = 5;
const MOST_IN_CHAT = 40;
const MOST_IN_ALL = 400;
/** How often a person whose questions are turned away is told, rather than for each question. */
const TOLD_EVERY_MS = MINUTE;
const PEOPLE_REMEMBERED = 2_000;

export type Admission =
  /** `leave` is called when the question is answered. */
  | { readonly kind: "admitted"; leave(): void }
  /** `tell` is false if the person was told a moment ago. */
  | { readonly kind: "turned_away"; readonly why: Text; readonly tell: boolean };

/** Admits questions, up to a limit per person, per chat and in total. */
export interface Door {
  admit(asker: Asker): Admission;
}

export function createDoor(clock: Clock): Door {
  const waiting = new Map<string, number>();
  const toldAt = new LRUCache<string, number>({ max: PEOPLE_REMEMBERED });
  const count = (key: string) => waiting.get(key) ?? 0;

  function add(key: string, change: 1 | -1): void {
    const next = count(key) + change;
    if (next === 0) waiting.delete(key);
    else waiting.set(key, next);
  }

  function turnAway(why: Text, { userId, chatId }: Asker): Admission {
    const key = `${userId} ${chatId}`;
    const tell = clock.now() - (toldAt.get(key) ?? Number.NEGATIVE_INFINITY) >= TOLD_EVERY_MS;
    if (tell) toldAt.set(key, clock.now());
    return { kind: "turned_away", why, tell };
  }

  return {
    admit(asker) {
      const keys = ["all", `person ${asker.userId}`, `chat ${asker.chatId}`] as const;
      const [inAll, ofPerson, inChat] = keys.map(count) as [number, number, number];
      if (ofPerson >= MOST_OF_PERSON) return turnAway(tooManyOfPerson, asker);
      if (inChat >= MOST_IN_CHAT) return turnAway(tooManyInChat, asker);
      if (inAll >= MOST_IN_ALL) return turnAway(tooManyInAll, asker);
      for (const key of keys) add(key, 1);
      let hasLeft = false;
      return {
        kind: "admitted",
        leave() {
          if (hasLeft) return;
          hasLeft = true;
          for (const key of keys) add(key, -1);
        },
      };
    },
  };
}

const tooManyOfPerson = say(
  `You already have ${MOST_OF_PERSON} questions waiting. Please ask again once they are answered.`,
  `你已有 ${MOST_OF_PERSON} 个问题在等待回复，请等回复后再问。`,
);
const tooManyInChat = say(
  "Many questions from this chat are still waiting. Please ask again in a minute.",
  "这个会话里还有很多问题在等待回复，请一分钟后再试。",
);
const tooManyInAll = say(
  "I'm answering many questions right now. Please ask again in a minute.",
  "现在提问的人很多，请一分钟后再试。",
);
