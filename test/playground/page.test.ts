import type { Server } from "node:http";
import type { Browser, BrowserContextOptions, Page, Route } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { FeishuStandIn } from "../../src/playground/stand-in/stand-in.ts";
import { chromiumPath } from "../support/chromium.ts";
import { complaintsOf, launchBrowser, newPage, servePage } from "./browser.ts";
import { everyElement } from "./every-element.ts";
import { startPair } from "./service.ts";
import { smallCard } from "./small-card.ts";

if (!chromiumPath) console.log("skipped: the browser suite; install chromium, or name one in CI_STAT_TEST_CHROMIUM");

describe.skipIf(!chromiumPath)("the chat page", () => {
  let browser: Browser;
  let pair: Awaited<ReturnType<typeof startPair>>;
  let standIn: FeishuStandIn;
  let served: { url: string; server: Server };
  let complaints: string[] = [];

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  beforeEach(async () => {
    pair = await startPair({ queriesPerSecond: 50 });
    standIn = pair.standIn;
    served = await servePage(standIn);
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    served.server.closeAllConnections();
    served.server.close();
    await pair.close();
    expect(complaints).toEqual([]);
    complaints = [];
  });

  const wide = { viewport: { width: 1280, height: 900 }, locale: "en-US" };
  const phone = { viewport: { width: 390, height: 844 }, locale: "en-US" };
  const group = () => standIn.chatNamed("CI Status Report").chatId;

  async function openPage(options: BrowserContextOptions = wide): Promise<Page> {
    const page = await newPage(browser, options);
    complaints = complaintsOf(page);
    await page.goto(served.url);
    await page.getByRole("heading", { name: "CI Status Report" }).waitFor();
    return page;
  }

  async function send(elements: readonly object[], title = "A card"): Promise<string> {
    const token = await call("/auth/v3/tenant_access_token/internal", {
      app_id: "cli_0123456789abcdef",
      app_secret: "a secret",
    });
    const message = {
      receive_id: group(),
      msg_type: "interactive",
      content: JSON.stringify(smallCard(title, elements)),
    };
    const sent = await call("/im/v1/messages?receive_id_type=chat_id", message, token.tenant_access_token);
    return sent.data.message_id;
  }

  // biome-ignore lint/suspicious/noExplicitAny: the answer of an API, asserted field by field
  async function call(path: string, body: object, token = ""): Promise<any> {
    const headers = { Authorization: `Bearer ${token}` };
    const response = await fetch(`${standIn.url}/open-apis${path}`, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
    const answer = await response.json();
    expect(answer.code).toBe(0);
    return answer;
  }

  const card = (page: Page) => page.locator("main article.card");
  const button = (content: string, command: string) => ({
    tag: "button",
    text: { tag: "plain_text", content },
    behaviors: [{ type: "callback", value: { command } }],
  });
  const actions = () => pair.received.map(({ payload }) => payload.event.action);

  test("what is typed reaches the service, and its answer appears without reloading", async () => {
    pair.state.answer = async () => {
      await send([{ tag: "markdown", content: "**482** runs" }], "Yesterday");
      return { body: {} };
    };
    const page = await openPage();
    const composer = page.getByRole("textbox", { name: "Message CI Status Report" });
    await composer.fill("@CI机器人 /ci summary yesterday");
    await composer.press("Enter");
    await page.getByRole("article", { name: "Yesterday" }).waitFor();
    expect(JSON.parse(pair.received[0]?.payload.event.message.content)).toEqual({
      text: "@_user_1 /ci summary yesterday",
    });
    expect(await composer.inputValue()).toBe("");
    await composer.press("ArrowUp");
    expect(await composer.inputValue()).toBe("@CI机器人 /ci summary yesterday");
  });

  test("nothing can be typed into a page that does not know its chats yet, and a failed start is tried again", async () => {
    const page = await newPage(browser, wide);
    const held: Route[] = [];
    await page.route("**/playground/api/state", (route) => void held.push(route));
    await page.goto(served.url);
    await page.getByText("Connecting…").waitFor();
    await expect.poll(() => held.length).toBe(1);
    expect(await page.getByTestId("composer").first().isDisabled()).toBe(true);
    expect(await page.getByRole("button", { name: "/ci help" }).count()).toBe(0);
    await held[0]?.fulfill({ status: 503 });
    await expect.poll(() => held.length).toBe(2);
    await held[1]?.continue();
    await page.getByRole("textbox", { name: "Message CI Status Report" }).fill("/ci help");
    expect(await page.getByText("Connecting…").isHidden()).toBe(true);
  });

  test("a suggestion is sent with one click, dots show that the bot was asked", async () => {
    const page = await openPage();
    await page.getByRole("button", { name: "/ci help" }).click();
    await page.getByTestId("working").waitFor();
    await send([{ tag: "hr" }], "Help");
    await page.getByTestId("working").waitFor({ state: "detached" });
    expect(pair.received).toHaveLength(1);
  });

  test("every element of a card is drawn", async () => {
    await send(everyElement);
    const page = await openPage();
    await page.locator("main [data-tag=chart][data-drawn]").waitFor();
    expect(await page.locator(".unsupported").count()).toBe(0);
    const drawn = await card(page)
      .locator("[data-tag]")
      .evaluateAll((nodes) => nodes.map((node) => node.getAttribute("data-tag")));
    for (const { tag } of everyElement as { tag: string }[]) expect(drawn).toContain(tag);
    expect(await card(page).locator("h2, strong, em, s, code, a, ul li, blockquote, pre, th").count()).toBeGreaterThan(
      10,
    );
    await card(page).locator("canvas").first().hover(); // a tooltip of inline styles would be a complaint
    await page.locator("main [data-tag=collapsible_panel] summary").click();
    expect(await card(page).getByText("executor_test.go:204").isVisible()).toBe(true);
  });

  test("a new card that is taller than the page is shown from its beginning", async () => {
    const page = await openPage();
    await send(everyElement);
    await page.locator("main [data-drawn]").waitFor();
    const top = () => card(page).evaluate((node) => node.getBoundingClientRect().top);
    await expect.poll(top).toBeGreaterThan(60);
    expect(await top()).toBeLessThan(140);
  });

  test("an element that Feishu does not have is shown in red, not left out", async () => {
    await send([{ tag: "select_img" }]);
    const page = await openPage();
    expect(await card(page).getByRole("alert").innerText()).toBe("unsupported: select_img");
  });

  test("a table turns its pages", async () => {
    await send(everyElement.filter((element) => (element as { tag: string }).tag === "table"));
    const page = await openPage();
    const rows = card(page).locator("tbody tr");
    expect(await rows.allInnerTexts()).toEqual([expect.stringContaining("1,234"), expect.stringContaining("1,235")]);
    await card(page).getByRole("button", { name: "Next page" }).click();
    expect(await rows.allInnerTexts()).toEqual([expect.stringContaining("pd_ghpr_build")]);
  });

  test("text from outside is inert, however it is dressed", async () => {
    await send([
      {
        tag: "markdown",
        content: "&#60;at id=all&#62;&#60;/at&#62; &#60;b&#62; &#42;&#42;x&#42;&#42; &amp;#60;at id=all&amp;#62;",
      },
      {
        tag: "markdown",
        content: "<script>window.hit = 1</script> <img src=x onerror='window.hit = 1'> [go](javascript:window.hit=1)",
      },
      {
        tag: "markdown",
        content:
          "<font color='red;background:url(//x)'>a</font></font></div> <text_tag onclick='window.hit=1'>t</text_tag>",
      },
      { tag: "markdown", content: "``<at id=all></at>`` <a href='javascript:window.hit=1'>b</a> <at id=all" },
      {
        tag: "div",
        text: { tag: "plain_text", content: "<img src=x onerror='window.hit = 1'> **plain** <at id=all></at>" },
      },
    ]);
    const page = await openPage();
    const text = await card(page).innerText();
    expect(text).toContain("<at id=all></at> <b> **x** &#60;at id=all&#62;");
    expect(text).toContain("<script>window.hit = 1</script> <img src=x onerror='window.hit = 1'>");
    expect(text).toContain("<img src=x onerror='window.hit = 1'> **plain** <at id=all></at>");
    expect(
      await card(page).locator("script, img, [onerror], [onclick], [data-mention], a[href^=javascript]").count(),
    ).toBe(0);
    for (const words of ["[go]", "b", "t"]) await card(page).getByText(words).last().click();
    expect(await page.evaluate("window.hit")).toBeUndefined();
  });

  test("a click calls back, shows the toast and the new card, and keeps the keyboard's place", async () => {
    const messageId = await send([button("Jobs", "jobs")]);
    const data = smallCard("Jobs by failures", [button("Back", "summary")]);
    pair.state.answer = () => ({
      body: {
        toast: { type: "success", content: "?", i18n: { en_us: "Done", zh_cn: "完成" } },
        card: { type: "raw", data },
      },
      delayMs: 300,
    });
    const page = await openPage();
    await page.getByRole("button", { name: "Jobs", exact: true }).press("Enter");
    await page.locator(`main [data-message-id="${messageId}"] button[aria-busy=true]`).waitFor();
    await page.getByRole("article", { name: "Jobs by failures" }).waitFor();
    expect(await page.getByTestId("toast").innerText()).toBe("Done");
    expect(actions()).toEqual([{ tag: "button", value: { command: "jobs" } }]);
    expect(await page.evaluate("document.activeElement.closest('article') !== null")).toBe(true);
  });

  test("a row opens by mouse and by key, a button inside it goes first", async () => {
    const inner = button("Inner", "inner");
    const behaviors = [{ type: "callback", value: { command: "row" } }];
    await send([{ tag: "interactive_container", behaviors, elements: [{ tag: "markdown", content: "a row" }, inner] }]);
    const page = await openPage();
    const row = card(page).locator("[data-tag=interactive_container]");
    for (const use of [
      () => page.getByText("a row").click(),
      () => row.press(" "),
      () => page.getByText("Inner").click(),
    ]) {
      const before = pair.received.length;
      await use();
      await expect.poll(() => pair.received.length).toBe(before + 1);
      await row.and(page.locator(":not([aria-busy])")).waitFor();
    }
    expect(actions().map(({ value }) => value.command)).toEqual(["row", "row", "inner"]);
  });

  test("a failing service is told of in Feishu's numbers", async () => {
    await send([button("Jobs", "jobs")]);
    pair.state.answer = () => ({ status: 500 });
    const page = await openPage();
    await page.getByRole("button", { name: "Jobs", exact: true }).click();
    await page.getByText("code: 200671").waitFor();
  });

  test("a dangerous button asks first", async () => {
    const confirm = {
      title: { tag: "plain_text", content: "Sure?" },
      text: { tag: "plain_text", content: "It files an issue." },
    };
    await send([{ ...button("File", "issue"), confirm }]);
    const page = await openPage();
    await page.getByRole("button", { name: "File" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: "File" }).click();
    expect(pair.received).toHaveLength(0);
    await page.getByRole("dialog").getByRole("button", { name: "OK" }).click();
    await expect.poll(actions).toEqual([{ tag: "button", value: { command: "issue" } }]);
  });

  test("selects, pickers, inputs and menus tell what was chosen", async () => {
    const value = { pick: 1 };
    const option = (content: string, chosen: string) => ({ text: { tag: "plain_text", content }, value: chosen });
    const options = [option("Today", "today"), option("7 days", "7d")];
    const behaviors = [{ type: "callback", value }];
    await send([
      { tag: "select_static", options, placeholder: { tag: "plain_text", content: "Range" }, behaviors },
      { tag: "date_picker", placeholder: { tag: "plain_text", content: "Day" } },
      { tag: "input", placeholder: { tag: "plain_text", content: "Case" } },
      { tag: "checker", text: { tag: "plain_text", content: "Done" }, behaviors },
      { tag: "overflow", options },
    ]);
    const page = await openPage({ ...wide, timezoneId: "Asia/Shanghai" });
    await page.getByLabel("Range").selectOption("7d");
    await page.getByLabel("Day").fill("2026-11-22");
    await page.getByLabel("Case").fill("TestX");
    await page.getByLabel("Case").press("Enter");
    await page.getByLabel("Done").check();
    await card(page).getByLabel("More").click();
    await page.getByRole("button", { name: "Today", exact: true }).click();
    await expect.poll(() => pair.received.length).toBe(5);
    expect(actions()).toEqual([
      { tag: "select_static", option: "7d", value },
      { tag: "date_picker", option: "2026-11-22 +0800", timezone: "Asia/Shanghai" },
      { tag: "input", input_value: "TestX" },
      { tag: "checker", checked: true, value },
      { tag: "overflow", option: "today" },
    ]);
  });

  test("a form is sent whole, once what it requires is there", async () => {
    await send(everyElement.filter((element) => (element as { tag: string }).tag === "form"));
    const page = await openPage({ ...wide, timezoneId: "Asia/Shanghai" });
    await page.getByRole("button", { name: "Show" }).click();
    expect(await page.getByLabel("From").getAttribute("aria-invalid")).toBe("true");
    await page.getByLabel("From").fill("2026-11-01");
    await page.getByLabel("tidb").check();
    await page.getByRole("button", { name: "Show" }).click();
    const form_value = { from: "2026-11-01 +0800", repos: ["tidb"] };
    await expect.poll(actions).toEqual([{ tag: "button", name: "show", form_value }]);
  });

  test("each reader sees their own language, and can switch", async () => {
    const both = { content: "runs", i18n_content: { en_us: "runs", zh_cn: "运行" } };
    await send([{ tag: "markdown", ...both }]);
    const page = await openPage({ ...wide, locale: "zh-CN" });
    expect(await card(page).innerText()).toContain("运行");
    await page.getByRole("textbox", { name: "发送给 CI Status Report" }).waitFor();
    await page.getByTestId("language").click();
    await page.getByRole("textbox", { name: "Message CI Status Report" }).waitFor();
    expect(await card(page).innerText()).toContain("runs");
    await page.reload();
    await page.getByRole("textbox", { name: "Message CI Status Report" }).waitFor();
  });

  test("dark follows the system until somebody chooses", async () => {
    await send([{ tag: "markdown", content: "<font color='green'>ok</font>" }]);
    const page = await openPage({ ...wide, colorScheme: "dark" });
    const paper = () => card(page).evaluate((node) => getComputedStyle(node).backgroundColor);
    expect(await paper()).toBe("rgb(28, 29, 31)");
    await page.emulateMedia({ colorScheme: "light" });
    await expect.poll(paper).toBe("rgb(255, 255, 255)");
    await page.getByTestId("theme").click();
    await page.getByTestId("theme").click();
    await expect.poll(paper).toBe("rgb(28, 29, 31)");
  });

  test("a card is at most 600 px wide, and nothing scrolls sideways on a phone", async () => {
    const messageId = await send(everyElement);
    await call(`/im/v1/messages/${messageId}/reply`, reply("in the thread"), await token());
    const page = await openPage();
    await page.locator("main [data-drawn]").waitFor();
    expect((await card(page).boundingBox())?.width).toBe(600);
    for (const width of [360, 390, 420]) {
      await page.setViewportSize({ width, height: 800 });
      const sideways = () => page.evaluate("document.documentElement.scrollWidth - innerWidth");
      expect(await sideways()).toBeLessThanOrEqual(0);
      const stream = await page.locator("main .stream").evaluate((node) => node.scrollWidth - node.clientWidth);
      expect(stream).toBe(0);
    }
  });

  test("on a phone the list, the chat and the thread take turns", async () => {
    const messageId = await send([{ tag: "hr" }]);
    await call(`/im/v1/messages/${messageId}/reply`, reply("in the thread"), await token());
    const page = await openPage(phone);
    expect(await page.locator("nav").isVisible()).toBe(false);
    await page.getByTestId("open-thread").click();
    const thread = page.getByRole("complementary", { name: "Thread" });
    expect(await thread.boundingBox()).toMatchObject({ x: 0, width: 390 });
    expect(await page.locator("main").getByText("in the thread", { exact: true }).count()).toBe(0);
    await thread.getByRole("textbox", { name: "Reply in thread" }).fill("and now?");
    await thread.getByRole("button", { name: "Send" }).click();
    const said = await standIn.waitForMessage(({ content }) => content.includes("and now?"));
    expect(said).toMatchObject({ rootId: messageId, threadId: standIn.message(messageId)?.threadId });
    await page.keyboard.press("Escape");
    await thread.waitFor({ state: "hidden" });
    await page.getByRole("button", { name: "Back to chats" }).click();
    await page.getByRole("button", { name: /研发群/ }).click();
    await page.getByRole("heading", { name: "TiDB 研发群 · R&D" }).waitFor();
  });

  test("an answer in the stream quotes its question, and ends the waiting as one in the thread does", async () => {
    const page = await openPage();
    for (const inThread of [false, true]) {
      const { message } = standIn.say(group(), `/ci help ${inThread}`);
      await page.getByTestId("working").waitFor();
      const answer = { ...reply("an answer"), reply_in_thread: inThread };
      await call(`/im/v1/messages/${message.messageId}/reply`, answer, await token());
      await page.getByTestId("working").waitFor({ state: "detached" });
    }
    await page.getByText(/^Reply to .*: \/ci help false$/).waitFor();
  });

  test("a reaction and an update appear where they belong, an unread message is counted", async () => {
    const page = await openPage();
    const { message } = standIn.say(group(), "/ci summary");
    const reaction = { reaction_type: { emoji_type: "OnIt" } };
    await call(`/im/v1/messages/${message.messageId}/reactions`, reaction, await token());
    await page.locator(`[data-message-id="${message.messageId}"] [data-emoji=OnIt]`).waitFor();
    await page.getByRole("button", { name: /研发群/ }).click();
    await send([{ tag: "hr" }]);
    await page.getByRole("button", { name: /CI Status Report.*1$/s }).waitFor();
  });

  test("the page comes with a policy that allows no foreign or inline script", async () => {
    const response = await fetch(served.url);
    expect(response.headers.get("content-security-policy")).toContain(
      "default-src 'none'; script-src 'self'; style-src 'self'",
    );
    expect(await response.text()).not.toMatch(/<script(?![^>]*\bsrc=)|\son\w+=|style=/);
  });

  const reply = (text: string) => ({ msg_type: "text", content: JSON.stringify({ text }), reply_in_thread: true });
  const token = async () =>
    (await call("/auth/v3/tenant_access_token/internal", { app_id: "cli_0123456789abcdef", app_secret: "a secret" }))
      .tenant_access_token;
});
