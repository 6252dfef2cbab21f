import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { playgroundRouter } from "../../src/playground/router.ts";
import type { FeishuStandIn } from "../../src/playground/stand-in/stand-in.ts";
import { chromiumPath } from "../support/chromium.ts";

const quietStart = [
  "--no-sandbox",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ ...(chromiumPath && { executablePath: chromiumPath }), args: quietStart });
}

/** Only an element that never comes takes this long, milliseconds: a busy machine must not fail a test. */
const PATIENCE_MS = 120_000;

/** A page of its own context, whose windows all are as patient. */
export async function newPage(browser: Browser, options?: BrowserContextOptions): Promise<Page> {
  const page = await browser.newPage(options);
  page.context().setDefaultTimeout(PATIENCE_MS);
  return page;
}

export async function servePage(standIn: FeishuStandIn): Promise<{ url: string; server: Server }> {
  const server = createServer(express().use(playgroundRouter(standIn)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server };
}

/** What went wrong in the page without anybody asking: script errors, blocked or failed loads. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  return complaints;
}
