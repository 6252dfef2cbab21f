import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { loadConfig } from "../../src/config.ts";
import type { PageState } from "../../src/playground/wire.ts";
import { systemClock } from "../../src/service/application.ts";
import { createLogger } from "../../src/service/logger.ts";
import { startService } from "../../src/service/serve.ts";

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

/** What the playground's page at the demo's address shows. */
export async function pageStateAt(url: string): Promise<PageState> {
  return (await (await fetch(`${url}/playground/api/state`)).json()) as PageState;
}

/** Says a line in the open chat; the card that answers it, whatever else arrives meanwhile. */
export async function ask(page: Page, line: string): Promise<Locator> {
  const said = page.waitForResponse((response) => /\/chats\/[^/]+\/messages$/.test(response.url()));
  const composer = page.getByRole("textbox").last();
  await composer.fill(line);
  await composer.press("Enter");
  const { messageId } = (await (await said).json()) as { messageId: string };
  const url = new URL(page.url()).origin;
  let answerId: string | undefined;
  const answer = async () => {
    const { messages } = await pageStateAt(url);
    answerId = messages.find(({ parentId, type }) => parentId === messageId && type === "interactive")?.messageId;
    return answerId;
  };
  await expect.poll(answer).toBeDefined();
  const card = page.locator(`[data-message-id="${answerId}"] article.card`);
  await card.waitFor();
  return card;
}
