import { pino } from "pino";
import { expect, test } from "vitest";
import { isChatId } from "../../src/feishu/chat.ts";
import { type ClosedChat, closedChatCard, closedChatNotices, closedChatView } from "../../src/outbox/closed-chat.ts";
import { createConfiguredChats } from "../../src/outbox/configured-chats.ts";
import type { ChatGroup } from "../../src/ports/chat.ts";
import { factsOf } from "../../src/view/stored-card.ts";
import { standingClock } from "../support/clock.ts";

test("a chat that removed the bot is reported with its last known name", async () => {
  let groups: ChatGroup[] = [
    { chatId: "oc_1", name: "CI Status Report" },
    { chatId: "oc_2", name: "R&D" },
  ];
  const clock = standingClock(0);
  const configured = createConfiguredChats({
    reportChats: ["CI Status Report"],
    robot: false,
    isChatId,
    groups: () => Promise.resolve(groups),
    clock,
    log: pino({ level: "silent" }),
  });
  await configured.list();
  groups = groups.slice(0, 1);
  configured.lookAgain();
  await configured.list();
  expect(configured.nameOf("oc_2")).toBe("R&D");
  expect(configured.nameOf("oc_3")).toBeUndefined();
  const titleOf = (name: string | null) => {
    const [notice] = closedChatNotices({ chatId: "oc_2", name, reason: "230002" }, ["ou_admin"], 0);
    const facts = factsOf<ClosedChat>(closedChatCard, notice?.content ?? null);
    return facts && closedChatView(facts).title.zh_cn;
  };
  expect(titleOf("R&D")).toBe("群“R&D”不再接收我的报告");
  expect(titleOf(null)).toBe("有一个群不再接收我的报告");
});
