import { execFileSync } from "node:child_process";
import { copyFileSync } from "node:fs";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { complaintsOf, launchBrowser, newPage } from "../playground/browser.ts";
import { chromiumPath } from "../support/chromium.ts";
import { type LogServer, startLogServer } from "./log-server.ts";

const ref = { job: "tidb_ghpr_unit_test", id: 4711 };
const stamp = "[2021-06-20T02:00:01.000Z] ";
const failure = (name: string) =>
  ["-".repeat(70), `FAIL: plan_test.go:204: ${name}`, "", "plan_test.go:220:", "    c.Assert(rows, HasLen, 3)", ""].map(
    (line) => stamp + line,
  );
const quiet = (count: number) =>
  Array.from(
    { length: count },
    (_, index) => `${stamp}\u001b[32mok\u001b[0m ${index} ${"long words ".repeat(index % 20)}`,
  );
const hostile = [
  `${stamp}<img src=x onerror="document.title='owned'">`,
  `${stamp}<script>document.title='owned'</script>`,
];
const log = [
  ...quiet(3000),
  ...hostile,
  ...failure("suite.TestOne"),
  ...quiet(4000),
  ...failure("suite.TestTwo"),
  ...quiet(900),
];

describe.skipIf(!chromiumPath)("the log page in a browser", () => {
  let browser: Browser;
  let server: LogServer;
  let complaints: string[] = [];

  beforeAll(async () => {
    execFileSync("npx", ["tsc", "-p", "src/log-page/page"], { stdio: "inherit" });
    for (const asset of ["style.css", "icon.svg"])
      copyFileSync(`src/log-page/page/${asset}`, `dist/src/log-page/page/${asset}`);
    browser = await launchBrowser();
    server = await startLogServer();
    server.add(ref, log.join("\n"));
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    expect(complaints).toEqual([]);
  });

  const wide = { viewport: { width: 1280, height: 900 }, locale: "en-US" };
  const phone = { viewport: { width: 390, height: 844 }, locale: "en-US", hasTouch: true };

  async function open(place?: Parameters<LogServer["address"]>[1], options: BrowserContextOptions = wide) {
    const page = await newPage(browser, options);
    complaints = complaintsOf(page);
    await page.goto(server.address(ref, place));
    return page;
  }
  const isInView = (page: Page, line: number) =>
    page.waitForFunction((id) => {
      const box = document.getElementById(id)?.getBoundingClientRect();
      const bar = document.querySelector(".bar")?.getBoundingClientRect();
      return box && bar && box.top >= bar.bottom && box.bottom <= innerHeight;
    }, `L${line}`);

  /** Turns the wheel until a line has come. */
  async function scrollTo(page: Page, by: number, line: number): Promise<void> {
    await expect
      .poll(async () => {
        await page.mouse.wheel(0, by);
        return page.locator(`#L${line}`).count();
      })
      .toBe(1);
  }

  test("opens at the first failing line, steps to the next and comes back", async () => {
    for (const options of [wide, phone]) {
      const page = await open(undefined, options);
      await isInView(page, 3004);
      await page.getByRole("link", { name: "Next failure" }).click();
      await isInView(page, 7010);
      expect(await page.locator("#L7010.failing.chosen").count()).toBe(1);
      await page.getByRole("link", { name: "Previous failure" }).click();
      await isInView(page, 3004);
      await page.goBack();
      await isInView(page, 7010);
    }
  });

  test("loads the lines before and after as they come near, and keeps the reader's place", async () => {
    const page = await open();
    await page.locator("#L3591").waitFor({ state: "attached" });
    await isInView(page, 3004);
    await scrollTo(page, -4000, 2000);
    await scrollTo(page, 9000, 4100);
    const numbers = await page.locator(".number").allTextContents();
    expect(numbers.map(Number)).toEqual(numbers.map((_, index) => Number(numbers[0]) + index));
  });

  test("a line's number is its link", async () => {
    const page = await open();
    await page.locator("#L3010 .number").click();
    expect(page.url()).toMatch(/line=3010#L3010$/);
    await page.goto(page.url().replace("line=3010#L3010", "line=3010#L6543"));
    await isInView(page, 6543);
  });

  test("goes to a line by its number, on the page or far from it, from any address", async () => {
    const page = await open();
    await page.locator("#L3010 .number").click();
    for (const line of [3020, 7500, 12]) {
      await page.getByRole("spinbutton").fill(String(line));
      await page.keyboard.press("Enter");
      await isInView(page, line);
      expect(await page.locator(".line.chosen").getAttribute("id")).toBe(`L${line}`);
    }
  });

  test("the key for the search moves nothing", async () => {
    const page = await open();
    await page.locator("#L3010 .number").click();
    const place = () => page.evaluate(() => document.getElementById("L3010")?.getBoundingClientRect().top);
    const before = await place();
    await page.keyboard.press("/");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("type"))).toBe("search");
    expect(await place()).toBe(before);
  });

  test("searches, and leads from what it found to the line", async () => {
    const page = await open();
    await page.getByRole("searchbox").fill("haslen");
    await page.keyboard.press("Enter");
    await page.getByText("2 lines found").waitFor();
    await page.locator(".found .number").last().click();
    await isInView(page, 7013);
    expect(await page.locator("#L7013.chosen").count()).toBe(1);
  });

  test("nothing in a log runs", async () => {
    const page = await open({ line: 3001 });
    await page.locator("#L3001").waitFor();
    expect(await page.title()).toBe("tidb_ghpr_unit_test #4711");
    expect(await page.locator("#log img, #log script").count()).toBe(0);
  });

  test("fits a phone, and is dark where the reader's system is", async () => {
    const page = await open(undefined, { ...phone, colorScheme: "dark" });
    await isInView(page, 3004);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(Math.max(...(ground.match(/\d+/g) ?? []).map(Number))).toBeLessThan(60);
  });

  test("works without JavaScript", async () => {
    const page = await open(undefined, { ...wide, javaScriptEnabled: false });
    expect(await page.locator("#L3004.failing.chosen").count()).toBe(1);
    await page.getByRole("link", { name: "Later lines" }).click();
    expect(await page.locator("#L4100").count()).toBe(1);
    await page.getByRole("link", { name: "suite.TestTwo" }).click();
    expect(await page.locator("#L7010.failing.chosen").count()).toBe(1);
  });
});
