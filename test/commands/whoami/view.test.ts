import { expect, test } from "vitest";
import { whoamiView } from "../../../src/commands/whoami/view.ts";
import { viewText } from "../../support/view-text.ts";

const asker = { userId: "ou_84aad35d", chatId: "oc_41387188", fromOtherTenant: false };

test("somebody who may change things", () => {
  const view = whoamiView({ asker, isAdmin: true });
  expect(viewText(view)).toMatchInlineSnapshot(`
    [info] Your ids

    You: ‹ou_84aad35d›
    This chat: ‹oc_41387188›
    You may subscribe, mute and file issues here.
  `);
  expect(viewText(view, "zh_cn")).toMatchInlineSnapshot(`
    [info] 你的 ID

    你：‹ou_84aad35d›
    本会话：‹oc_41387188›
    你可以在这里订阅、静音和提交 issue。
  `);
  expect(view.data).toEqual({ openId: "ou_84aad35d", chatId: "oc_41387188", admin: true, otherTenant: false });
});

test("somebody of another organization who may not", () => {
  const view = whoamiView({ asker: { ...asker, fromOtherTenant: true }, isAdmin: false });
  expect(viewText(view)).toMatchInlineSnapshot(`
    [info] Your ids

    You: ‹ou_84aad35d›
    This chat: ‹oc_41387188›
    You may not subscribe, mute or file issues here. Whoever runs the bot can add your id to admins.
    You belong to another organization than the bot.
  `);
  expect(viewText(view, "zh_cn")).toMatchInlineSnapshot(`
    [info] 你的 ID

    你：‹ou_84aad35d›
    本会话：‹oc_41387188›
    你不能在这里订阅、静音或提交 issue。可以请运维人员把你的 ID 加入 admins。
    你与机器人不属于同一企业。
  `);
});
