import { describe, expect, test } from "vitest";
import { alertCard } from "../../src/alerts/view.ts";
import type { Delivery } from "../../src/model/delivery.ts";
import { same } from "../../src/model/text.ts";
import { closedChatCard } from "../../src/outbox/closed-chat.ts";
import { type Content, createContent } from "../../src/outbox/content.ts";
import { createLogger } from "../../src/service/logger.ts";
import { factsOf, readStoredCard, storeCard } from "../../src/view/stored-card.ts";
import type { View } from "../../src/view/view.ts";
import { engines } from "../support/engines.ts";
import { openReportHouse } from "../support/reports.ts";
import { at } from "../support/runs.ts";
import { viewText } from "../support/view-text.ts";

const view: View = { title: same("a view"), tone: "info", trail: [], blocks: [], data: {} };
const greeting = { card: "greeting", version: 2 } as const;

function open(): { readonly content: Content; readonly logged: string[] } {
  const logged: string[] = [];
  const log = createLogger("silent");
  const note = (_: object, message: string) => logged.push(message);
  const spied = Object.assign(Object.create(log) as typeof log, { warn: note, error: note });
  const content = createContent({
    reports: { viewOf: async () => undefined },
    cards: [
      {
        ...greeting,
        view: (facts: { readonly name: { readonly first: string } }) => ({ ...view, title: same(facts.name.first) }),
      },
    ],
    log: spied,
  });
  return { content, logged };
}

async function shown(content: string | null) {
  const { content: made, logged } = open();
  const found = await made.viewOf({ key: "k", topic: "notice", content } as Delivery, [], 0);
  return [typeof found === "string" ? found : viewText(found), logged];
}

describe("what is stored of a card", () => {
  test("is its facts, its format and the version of that", () => {
    const content = storeCard(greeting, { name: { first: "ann" } });
    expect(JSON.parse(content)).toEqual({ card: "greeting", version: 2, facts: { name: { first: "ann" } } });
    expect(factsOf(greeting, content)).toEqual({ name: { first: "ann" } });
    expect(factsOf({ card: "greeting", version: 1 }, content)).toBeUndefined();
    expect(factsOf({ card: "another", version: 2 }, content)).toBeUndefined();
    expect(factsOf(greeting, null)).toBeUndefined();
  });
  test.each(["", "null", "7", '"x"', "{}", '{"blocks":1}', "{"])("is not read out of %j", (content) => {
    expect(readStoredCard(content)).toEqual({ kind: "unreadable" });
  });
});

describe("a delivery", () => {
  const format = "a stored card is of no format that this version knows";
  const oldView = { ...view, blocks: [{ kind: "lines", lines: [["old"]] }] };
  test.each<[string, string | null, string, readonly string[]]>([
    ["of facts shows them", storeCard(greeting, { name: { first: "ann" } }), "[info] ann", []],
    ["of version 1.0.0 shows its view", JSON.stringify(oldView), "[info] a view\n\nold", []],
    [
      "of version 1.0.0 leaves out blocks that are not known any more",
      JSON.stringify({ ...oldView, blocks: [{ kind: "hologram" }, ...oldView.blocks, { kind: "toString" }] }),
      "[info] a view\n\nold",
      ["a stored card has blocks that this version does not know"],
    ],
    ["of a later version is not shown", storeCard({ ...greeting, version: 3 }, {}), "unreadable", [format]],
    ["of an unknown format is not shown", storeCard({ card: "x", version: 1 }, {}), "unreadable", [format]],
    ["of facts that do not fit is not shown", storeCard(greeting, {}), "unreadable", ["a stored card cannot be shown"]],
    ["of no JSON is not shown", "{", "unreadable", [format]],
    ["of a report that is not worth it is not sent", null, "not_worth_sending", []],
  ])("%s", async (_, content, text, logged) => {
    expect(await shown(content)).toEqual([text, logged]);
  });
  test("of a closed chat tells the admins its name and the reason", async () => {
    const [text] = await shown(storeCard(closedChatCard, { chatId: "oc_1", name: "R&D", reason: "bot removed" }));
    expect(text).toMatchInlineSnapshot(`
      [warn] The chat “R&D” no longer takes my reports

      Nothing more is sent there. Reports resume once I am added to the chat again; I also try once a day.

      ~ bot removed · oc_1
    `);
  });
});

describe.each(engines)("a card that cannot be read, on $engine", (engine) => {
  test("is left to other replicas for an hour, and then dropped with its reason", async () => {
    const { content } = open();
    const house = await openReportHouse(engine, { reportChats: [], view: content.viewOf });
    const { deliveries, standIn, goTo } = house;
    const chatId = standIn.chatNamed("CI Status Report").chatId;
    const dueAt = at("2021-06-20 09:00:00");
    const of = (key: string, text: string) =>
      ({
        key,
        topic: "notice",
        chatId,
        window: { begin: 0, end: 0 },
        dueAt,
        sendAt: dueAt,
        content: text,
        state: "waiting",
      }) as const;
    await deliveries.add([of("later", storeCard({ ...alertCard, version: 9 }, {}))], dueAt);
    await goTo("2021-06-20 09:00:00");
    expect(await deliveries.find("later")).toMatchObject({ state: "waiting", reason: "unreadable", unsureSince: null });
    await goTo("2021-06-20 10:00:01");
    expect(await deliveries.find("later")).toMatchObject({ state: "skipped", reason: "unreadable" });
    expect(standIn.messagesIn(chatId)).toEqual([]);
    await house.close();
  });
});
