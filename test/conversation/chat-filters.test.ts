import { expect, test } from "vitest";
import { createChatFilters } from "../../src/conversation/chat-filters.ts";
import { noFilters } from "../../src/model/subscription.ts";
import { UnreachableError } from "../../src/ports/errors.ts";

test("while the database is away, a chat keeps the filters of its last question", async () => {
  let isAway = false;
  const filters = { ...noFilters, repo: "tikv" };
  const chat = { chatId: "oc_1", mutedUntil: null, mutedBy: null, disabledAt: null, reason: null, filters };
  const filtersOf = createChatFilters(async () => {
    if (isAway) throw new UnreachableError("the database", { cause: 0 });
    return { chat: async (chatId) => (chatId === "oc_1" ? chat : undefined) };
  });
  expect(await filtersOf("oc_1")).toEqual(filters);
  isAway = true;
  expect(await filtersOf("oc_1")).toEqual(filters);
  expect(await filtersOf("oc_2")).toEqual(noFilters);
});

test("a database that gives no answer holds up no question", async () => {
  const filtersOf = createChatFilters(() => new Promise(() => {}), 5);
  expect(await filtersOf("oc_1")).toEqual(noFilters);
});
