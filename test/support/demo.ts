import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { systemClock } from "../../src/compose/application.ts";
import { createLogger } from "../../src/compose/logger.ts";
import { startService } from "../../src/compose/serve.ts";
import { loadConfig } from "../../src/config.ts";
import type { ClickAction, ClickOutcome, Message, PageState } from "../../src/playground/wire.ts";

export interface Demo {
  readonly url: string;
  stop(): Promise<void>;
}

/** The demo as `npm start` runs it, on a free port, in a folder of its own. */
export async function startDemo(): Promise<Demo> {
  const folder = mkdtempSync(path.join(tmpdir(), "ci-stat-demo-"));
  const environment = { CI_STAT_DATA_DIR: path.join(folder, "data"), CI_STAT_LISTEN_PORT: "0" };
  const log = createLogger(process.env.TEST_LOG ?? "fatal");
  const service = await startService(loadConfig(environment, folder), systemClock, log);
  return {
    url: service.url,
    async stop() {
      await service.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The person at the playground's page, through the page's own HTTP interface. */
export function personAt(url: string) {
  const api = `${url}/playground/api`;

  async function post<Answer>(to: string, body: object): Promise<Answer> {
    const headers = { "content-type": "application/json" };
    const response = await fetch(`${api}${to}`, { method: "POST", headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${to}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Answer;
  }

  async function state(): Promise<PageState> {
    return (await (await fetch(`${api}/state`)).json()) as PageState;
  }

  async function message(wanted: (message: Message) => boolean, withinMs: number): Promise<Message | undefined> {
    const deadline = performance.now() + withinMs;
    for (;;) {
      const found = (await state()).messages.find(wanted);
      if (found || performance.now() > deadline) return found;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  return {
    state,
    message,
    /** Says something, and waits for the card that answers it. */
    async ask(chatId: string, text: string): Promise<Message> {
      const { messageId } = await post<{ messageId: string }>(`/chats/${chatId}/messages`, { text });
      const answer = await message(({ parentId, type }) => parentId === messageId && type === "interactive", 10_000);
      if (!answer) throw new Error(`no card answers ${text}`);
      return answer;
    },
    click: (messageId: string, action: ClickAction) => post<ClickOutcome>(`/messages/${messageId}/click`, { action }),
  };
}
