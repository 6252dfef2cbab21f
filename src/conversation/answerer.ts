import pTimeout from "p-timeout";
import type { Asker, Command, Sources } from "../commands/kit/command.ts";
import { runCommand } from "../commands/kit/run-command.ts";
import { realQuestions } from "../commands/understanding/known-names.ts";
import { readText } from "../commands/understanding/read-text.ts";
import type { ChatFilters } from "../model/subscription.ts";
import { say, type Text } from "../model/text.ts";
import { SECOND } from "../model/window.ts";
import { cancelledBy } from "../ports/cancellation.ts";
import type { Clock } from "../ports/clock.ts";
import { DatabaseError, isRemoteFault, UnreachableError } from "../ports/errors.ts";
import { type AnswerResult, signals } from "../ports/signals.ts";
import { mistakeView, troubleView } from "../view/mistake.ts";
import type { View } from "../view/view.ts";

/** Turns a command line into the View that answers it. If something goes wrong, the View says so. */
export interface Answerer {
  /** First reads unread logs for at most `readLogsMs`. */
  answer(line: string, asker: Asker, readLogsMs?: number): Promise<Answer>;
  /** Command lines about what is there, for somebody who does not know what to ask; none while the database is away. */
  examples(): Promise<readonly string[]>;
}

export interface Answer {
  readonly view: View;
  /** The command's name; `none` if the line named none. */
  readonly command: string;
  readonly result: AnswerResult;
}

interface AnswererParts {
  readonly commands: readonly Command[];
  /** Rejects while the database is unavailable. */
  readonly sources: () => Promise<Sources>;
  /** What a chat's questions are about unless they say otherwise. Never fails. */
  readonly filtersOf: (chatId: string) => Promise<ChatFilters>;
  readonly zone: string;
  readonly clock: Clock;
  readonly onFault: (fault: unknown, command: string) => void;
  /** How long a question may take. After that its database queries are cancelled. */
  readonly withinMs?: number;
}

const ITEMS = 10;
/** More rows do not fit on a card. */
const MOST_ITEMS = 25;
/** How long logs are read before the answer is made from what is known. */
const READ_LOGS_MS = 1.5 * SECOND;
const ANSWER_WITHIN_MS = 60 * SECOND;

export function createAnswerer(parts: AnswererParts): Answerer {
  return {
    async answer(line, asker, readLogsMs = READ_LOGS_MS) {
      const started = performance.now();
      const answer = await answerOf(line, asker, readLogsMs, parts);
      const { command, result } = answer;
      signals.answer.send({ command, result, ms: performance.now() - started });
      return answer;
    },
    async examples() {
      try {
        return await realQuestions(await parts.sources(), parts.clock.now());
      } catch (fault) {
        if (isRemoteFault(fault)) return [];
        throw fault;
      }
    },
  };
}

async function answerOf(
  line: string,
  asker: Asker,
  readLogsMs: number,
  { commands, sources, filtersOf, zone, clock, onFault, withinMs = ANSWER_WITHIN_MS }: AnswererParts,
): Promise<Answer> {
  const now = clock.now();
  const filters = await filtersOf(asker.chatId);
  const setting = { zone, now, limit: ITEMS, mostItems: MOST_ITEMS, readLogsUntilMs: now + readLogsMs, asker, filters };
  const givenUp = new AbortController();
  const late = new DatabaseError("slow", "", { cause: new Error(`no answer in ${withinMs} ms`) });
  let command = "none";
  async function answer(): Promise<Answer> {
    const reading = await readText(line, commands, setting, sources);
    if (reading.kind === "mistake") return { view: mistakeView(reading.mistake), command, result: "mistake" };
    command = reading.command.name;
    const view = await runCommand(reading.command, await sources(), reading.args, reading.question);
    return { view, command, result: "answered" };
  }
  try {
    return await pTimeout(cancelledBy(givenUp.signal, answer), { milliseconds: withinMs, message: late });
  } catch (fault) {
    if (fault === late) givenUp.abort();
    onFault(fault, command);
    const result = fault === late ? "late" : fault instanceof UnreachableError ? "away" : "failed";
    return { view: troubleView(troubleOf(fault), line), command, result };
  }
}

function troubleOf(fault: unknown): Text {
  if (fault instanceof DatabaseError && fault.fault !== "away") return fault.told;
  return fault instanceof UnreachableError ? away : broken;
}

const away = say(
  "The CI database cannot be reached right now. Nothing is lost, and the operator can see why.",
  "暂时连接不上 CI 数据库。数据没有丢失，管理员可以查看原因。",
);
const broken = say(
  "Something went wrong on my side. It is logged; trying again may help.",
  "我这边出了点问题，已经记录。可以稍后再试。",
);
