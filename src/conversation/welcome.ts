import { say } from "../model/text.ts";
import type { Chat, IncomingMessage, MenuClick } from "../ports/chat.ts";
import { commandLine } from "../view/command-line.ts";
import { button } from "../view/framing.ts";
import type { View } from "../view/view.ts";
import type { Answerer } from "./answerer.ts";

interface WelcomeParts {
  readonly chat: Pick<Chat, "send" | "reply">;
  readonly answerer: Answerer;
  /** Whether this is the first time today, in all replicas. */
  readonly isFirstToday: (key: string) => Promise<boolean>;
}

/** What the bot says without being asked a question in words. The platform drops a second one with the same uuid. */
export interface Welcome {
  /** Shows a chat that is new to the bot what can be asked, at most once a day. */
  greet(chatId: string): Promise<void>;
  /** Answers a private message without words, such as an image. */
  answerWordless(message: IncomingMessage): Promise<void>;
  /** Answers a click on the bot's menu in the private chat. */
  answerMenu(eventId: string, click: MenuClick): Promise<void>;
}

export function createWelcome({ chat, answerer, isFirstToday }: WelcomeParts): Welcome {
  return {
    async greet(chatId) {
      if (await isFirstToday(`greeting:${chatId}`))
        await chat.send(chatId, greetingView(await answerer.examples()), `g-${chatId}`);
    },
    async answerWordless(message) {
      const { messageId } = message;
      await chat.reply(message, wordlessView(await answerer.examples()), { venue: "private", uuid: `w-${messageId}` });
    },
    async answerMenu(eventId, { personId, line, fromOtherTenant }) {
      const asker = { chatId: personId, userId: personId, fromOtherTenant };
      const { view } = await answerer.answer(line, asker);
      await chat.send(personId, view, `m-${eventId}`);
    },
  };
}

const always = [commandLine(["summary", "yesterday"]), commandLine(["help"])];

function greetingView(examples: readonly string[]): View {
  return exampleView(
    {
      title: say("Hello, I tell you the state of your CI", "你好，我来汇报 CI 的状况"),
      text: say(
        "Mention me or start with /ci. Paste the address of a pull request or a build, or just ask. For example:",
        "@ 我，或以 /ci 开头。可以粘贴合并请求或构建的地址，也可以直接提问。例如：",
      ),
    },
    examples,
  );
}

function wordlessView(examples: readonly string[]): View {
  return exampleView(
    {
      title: say("I can only read text", "我只能看懂文字"),
      text: say("Type a question or paste an address. For example:", "请输入问题，或粘贴地址。例如："),
    },
    examples,
  );
}

function exampleView(
  { title, text }: Pick<View, "title"> & { readonly text: View["title"] },
  examples: readonly string[],
): View {
  const lines = [...examples, ...always].slice(0, 3);
  return {
    title,
    tone: "info",
    trail: [],
    blocks: [
      { kind: "lines", lines: [[text]] },
      {
        kind: "rows",
        title: say("Try this", "试试看"),
        rows: lines.map((line) => ({ title: [{ text: `/ci ${line}`, code: true }], lines: [], command: line })),
        total: lines.length,
        empty: say("None", "无"),
      },
      { kind: "actions", actions: [button(say("Help", "帮助"), "help")] },
    ],
    data: { examples: lines },
  };
}
