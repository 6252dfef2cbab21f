import type { StoredIssue } from "../../src/playground/github/repository.ts";
import type { FeishuStandIn } from "../../src/playground/stand-in/stand-in.ts";
import type { Message, StandInChat } from "../../src/playground/wire.ts";
import { cardText } from "../support/card-text.ts";
import type { Acknowledged } from "./crowd.ts";

/** What was promised, how often it was tried, and each time that it was broken. */
export interface Promised {
  readonly what: string;
  readonly times: number;
  readonly broken: readonly string[];
}

export function judgeAnswers(standIn: FeishuStandIn, acknowledged: readonly Acknowledged[]): readonly Promised[] {
  const repliesTo = (messageId: string) => {
    const chatId = standIn.message(messageId)?.chatId ?? "";
    return standIn.messagesIn(chatId).filter(({ parentId, sender }) => parentId === messageId && sender.kind === "bot");
  };
  const commands = acknowledged.filter(({ kind }) => kind === "command");
  const clicks = acknowledged.filter(({ kind }) => kind === "click");
  return [
    {
      what: "each acknowledged command is answered once",
      times: commands.length,
      broken: commands.flatMap(({ messageId }) => {
        const { length } = repliesTo(messageId);
        return length === 1 ? [] : [`${standIn.message(messageId)?.content}: ${length} answers`];
      }),
    },
    {
      what: "each acknowledged click changes its card, or gets one answer",
      times: clicks.length,
      broken: clicks.flatMap(({ messageId, at }) => {
        const isChanged = (standIn.message(messageId)?.updatedAt ?? 0) >= at;
        const { length } = repliesTo(messageId);
        return length + Number(isChanged) === 1 ? [] : [`${messageId}: changed ${isChanged}, ${length} answers`];
      }),
    },
  ];
}

/** @param windows how many windows each chat must have had at least */
export function judgeReports(standIn: FeishuStandIn, chats: readonly StandInChat[], windows: number): Promised {
  const broken: string[] = [];
  let times = 0;
  for (const { chatId, name } of chats) {
    const reports = standIn.messagesIn(chatId).filter(isReport).map(windowOf);
    times += reports.length;
    if (reports.length < windows) broken.push(`${name}: ${reports.length} reports, expected at least ${windows}`);
    for (const [index, window] of reports.entries())
      if (reports.indexOf(window) !== index) broken.push(`${name}: ${window} came twice`);
  }
  return { what: "each chat gets each window once", times, broken };
}

export function judgeIssues(
  standIn: FeishuStandIn,
  chats: readonly StandInChat[],
  cases: readonly string[],
  issues: readonly StoredIssue[],
): readonly Promised[] {
  const filedFor = (name: string) => issues.filter(({ title }) => title.includes(`\`${name}\``));
  const notices = (name: string, { chatId }: StandInChat) =>
    standIn.messagesIn(chatId).filter((message) => !message.parentId && textOf(message).includes(`${name}\``));
  return [
    {
      what: "each nightly failure becomes one issue",
      times: cases.length,
      broken: cases.flatMap((name) => {
        const { length } = filedFor(name);
        return length === 1 ? [] : [`${name}: ${length} issues`];
      }),
    },
    {
      what: "no chat hears of an issue twice",
      times: issues.length * chats.length,
      broken: chats.flatMap((chat) =>
        cases.flatMap((name) => {
          const { length } = notices(name, chat);
          return length <= 1 ? [] : [`${name} in ${chat.name}: ${length} notices`];
        }),
      ),
    },
  ];
}

function isReport(message: Message): boolean {
  return message.type === "interactive" && message.parentId === null && / – .*\d\d:\d\d/.test(windowOf(message));
}

function windowOf({ content }: Message): string {
  const { header } = JSON.parse(content) as { header?: { subtitle?: { content?: string } } };
  return header?.subtitle?.content ?? "";
}

function textOf({ type, content }: Message): string {
  return type === "interactive" ? cardText(JSON.parse(content)) : content;
}
