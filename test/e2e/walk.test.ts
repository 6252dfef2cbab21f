import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { complaintsOf, launchBrowser, newPage } from "../playground/browser.ts";
import { chromiumPath } from "../support/chromium.ts";
import { ask, type Demo, pageStateAt, startDemo } from "../support/demo.ts";

describe.skipIf(!chromiumPath)("by clicking only", () => {
  let demo: Demo;
  let browser: Browser;

  beforeAll(async () => {
    [demo, browser] = await Promise.all([startDemo(), launchBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await demo.stop();
  });

  /** The private chat with the bot, where cards change under the finger. */
  async function openChat(width: number): Promise<Page> {
    const page = await newPage(browser, { viewport: { width, height: 900 }, locale: "en-US" });
    const { chats } = await pageStateAt(demo.url);
    const name = chats.find(({ type }) => type === "p2p")?.name ?? "";
    await page.goto(demo.url);
    await page.getByRole("textbox").last().and(page.locator(":enabled")).waitFor();
    const back = page.getByRole("button", { name: "Back to chats" });
    if (await back.isVisible()) await back.click();
    await page.getByRole("button", { name }).click();
    return page;
  }

  /** The card's title, once it is another. */
  async function titleAfter(card: Locator, before: string): Promise<string> {
    await expect.poll(() => card.getAttribute("aria-label")).not.toBe(before);
    return (await card.getAttribute("aria-label")) ?? "";
  }

  const rows = (card: Locator, hasText: string | RegExp) =>
    card.locator('[data-tag="interactive_container"]', { hasText });

  /** Clicks from a summary to the newest run of its n-th failure. */
  async function walkToRun(page: Page, n: number): Promise<{ card: Locator; run: string }> {
    const card = await ask(page, "summary 7d");
    const summary = (await card.getAttribute("aria-label")) ?? "";
    expect(summary).toMatch(/runs failed$/);
    await card.getByRole("button", { name: "Failures", exact: true }).click();
    const failures = await titleAfter(card, summary);
    const row = rows(card, "test case").nth(n);
    const name = ((await row.innerText()).split("\n")[0] ?? "").replace(/[●›\s]/g, "");
    await row.click();
    const history = await titleAfter(card, failures);
    expect(history.replace(/\s/g, "")).toContain(`${name}failedin`);
    await rows(card, /#\d+/).first().click();
    const run = await titleAfter(card, history);
    expect(run).toContain(" failed: ");
    return { card, run };
  }

  /** Some logs of the demo are gone, which ones depends on the hour: the first run that has its log. */
  async function walkToLog(page: Page) {
    for (let n = 0; n < 5; n++) {
      const found = await walkToRun(page, n);
      if (!(await found.card.innerText()).includes("log no longer exists")) return found;
    }
    throw new Error("five failures in a row without a log");
  }

  test.each([1280, 390])("from the summary to the failing line of the log and back, %i pixels wide", async (width) => {
    const page = await openChat(width);
    const complaints = complaintsOf(page);
    const { card, run } = await walkToLog(page);
    const excerpt = await card.locator("pre").first().innerText();
    expect(excerpt.trim()).not.toBe("");

    const [log] = await Promise.all([
      page.waitForEvent("popup"),
      card
        .getByRole("button", { name: /^Log, line/ })
        .or(card.getByRole("link", { name: /^Log, line/ }))
        .first()
        .click(),
    ]);
    await log.locator("#log").waitFor();
    const line = new URL(log.url()).searchParams.get("line") ?? new URL(log.url()).hash.replace(/\D/g, "");
    const marked = log.locator(`[id="L${line}"]`);
    await marked.waitFor();
    expect(await marked.getAttribute("class")).toContain("failing");
    const failed = /failed: (\S+)/.exec(run)?.[1] ?? "";
    expect(await marked.innerText()).toContain(failed);
    await log.close();

    await card.getByRole("button", { name: "‹ Back to Job" }).click();
    const job = await titleAfter(card, run);
    await card.getByRole("button", { name: "Summary ›" }).click();
    expect(await titleAfter(card, job)).toMatch(/runs failed$|All green/);
    expect(complaints).toEqual([]);
    await page.close();
  });
});
