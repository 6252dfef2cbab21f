import pTimeout from "p-timeout";
import { renderPlainText } from "../../cards/plain-text.ts";
import { renderCard } from "../../cards/render.ts";
import type { Asker, Command, Sources } from "../commands/kit/command.ts";
import { readLine } from "../commands/kit/read-line.ts";
import { type Locale, say } from "../model/text.ts";
import { SECOND } from "../model/window.ts";
import type { CardMessage } from "../ports/chat.ts";
import type { Clock } from "../ports/clock.ts";
import { UnreachableError } from "../ports/errors.ts";
import { mistakeView, troubleView } from "../view/mistake.ts";
import type { View } from "../view/view.ts";

/** From a command line to the card that answers it; whatever goes wrong, there is a card. */
export interface Answerer {
  /** Logs that were not read yet are read first for as long as patience lasts. */
  answer(line: string, place: Place, asker: Asker, patienceMs?: number): Promise<CardMessage>;
}

/** Where the card will stand: `own` in a private chat or a thread, where a click may change it. */
export type Place = "shared" | "own";

export interface AnswererParts {
  readonly commands: readonly Command[];
  /** Rejects while the database is away. */
  readonly sources: () => Promise<Sources>;
  readonly zone: string;
  readonly locale: Locale;
  readonly clock: Clock;
  readonly onFault: (fault: unknown, line: string) => void;
}

const ITEMS = 10;
/** More rows than these do not fit a card. */
const MOST_ITEMS = 25;
/** So long may logs be read before the answer is given with what is known. */
const PATIENCE_MS = 1.5 * SECOND;
const ANSWER_WITHIN_MS = 60 * SECOND;

export function createAnswerer(parts: AnswererParts): Answerer {
  const { locale } = parts;
  return {
    async answer(line, place, asker, patienceMs = PATIENCE_MS) {
      const view = await viewOf(line, asker, patienceMs, parts);
      const card = renderCard(view, { locale, interactive: true, inPlace: place === "own" });
      return { card, text: renderPlainText(view, locale) };
    },
  };
}

async function viewOf(
  line: string,
  asker: Asker,
  patienceMs: number,
  { commands, sources, zone, clock, onFault }: AnswererParts,
): Promise<View> {
  const now = clock.now();
  const setting = { zone, now, limit: ITEMS, mostItems: MOST_ITEMS, patience: now + patienceMs, asker };
  const reading = readLine(line, commands, setting);
  if (reading.kind === "mistake") return mistakeView(reading.mistake);
  const { command, args, question } = reading;
  try {
    const late = new UnreachableError("the database", { cause: new Error(`no answer in ${ANSWER_WITHIN_MS} ms`) });
    return await pTimeout(
      sources().then((open) => command.run(open, args, question)),
      { milliseconds: ANSWER_WITHIN_MS, message: late },
    );
  } catch (fault) {
    onFault(fault, line);
    return troubleView(fault instanceof UnreachableError ? away : broken, line);
  }
}

const away = say(
  "The CI database cannot be reached at the moment. Nothing is lost; the person who runs me can see why.",
  "暂时连接不上 CI 数据库。数据没有丢失，管理员可以查看原因。",
);
const broken = say(
  "Something went wrong on my side, and it is logged. Trying again may help.",
  "我这边出了点问题，已经记录。可以稍后再试。",
);
