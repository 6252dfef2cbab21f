import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadConfig } from "../../src/config.ts";
import { openSqlite } from "../../src/database/engine/open.ts";
import { createRunStore } from "../../src/database/runs/run-store.ts";
import { systemClock } from "../../src/service/application.ts";
import { createLogger } from "../../src/service/logger.ts";
import { type Service, startService } from "../../src/service/serve.ts";
import { readRange } from "../../src/time/range.ts";
import { complaintsOf, launchBrowser, newPage } from "../playground/browser.ts";
import { chromiumPath } from "../support/chromium.ts";
import { ask } from "../support/demo.ts";
import { zone } from "../support/runs.ts";

describe.skipIf(!chromiumPath)("the demo in a browser", () => {
  let folder: string;
  let service: Service;
  let browser: Browser;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "ci-stat-playground-"));
    const environment = { CI_STAT_DATA_DIR: path.join(folder, "data"), CI_STAT_LISTEN_PORT: "0" };
    service = await startService(loadConfig(environment, folder), systemClock, createLogger("fatal"));
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await service.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function openPage(width: number): Promise<{ page: Page; complaints: string[] }> {
    const page = await newPage(browser, { viewport: { width, height: 900 }, locale: "en-US" });
    const complaints = complaintsOf(page);
    await page.goto(service.url);
    return { page, complaints };
  }

  /** What the store counts for yesterday, read beside the service. */
  async function totals() {
    const database = openSqlite(path.join(folder, "data", "ci_stat.sqlite"));
    const range = readRange("yesterday", Date.now(), zone);
    if (range.kind !== "range") throw new Error("yesterday is no range");
    const counted = await createRunStore(database, { zone, fast: true }).totals({
      window: range.range.window,
      jobs: [],
    });
    await database.close();
    return counted;
  }

  test("/ci summary yesterday shows a card whose numbers are the store's", async () => {
    const { page, complaints } = await openPage(1280);
    const card = await ask(page, "/ci summary yesterday");
    const { runs, failure, jobs, pullRequests } = await totals();
    expect(runs).toBeGreaterThan(50);
    const text = (await card.innerText()).replaceAll(",", "");
    expect(text).toContain(`${failure} of ${runs} runs failed`);
    for (const [number, label] of [
      [runs, "Runs"],
      [failure, "Failed"],
      [jobs, "Jobs"],
      [pullRequests, "PRs"],
    ])
      expect(text).toMatch(new RegExp(`\\b${number}\\s+${label}\\b`));
    // Charts are drawn as the reader comes near; a report may have come and pushed this card away.
    await card.locator("[data-tag=chart]").first().scrollIntoViewIfNeeded();
    await card.locator("canvas").first().waitFor();
    expect(complaints).toEqual([]);
    await page.close();
  });

  test("a mistake on a phone gets a helpful card that fits the screen", async () => {
    const { page, complaints } = await openPage(390);
    const card = await ask(page, "/ci sumary yesterday");
    expect(await card.innerText()).toContain("/ci summary yesterday");
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    expect(complaints).toEqual([]);
    await page.close();
  });
});
