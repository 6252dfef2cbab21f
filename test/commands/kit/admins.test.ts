import { describe, expect, test } from "vitest";
import { refusalFor } from "../../../src/commands/kit/admins.ts";
import type { Asker, Sources } from "../../../src/commands/kit/command.ts";
import { viewText } from "../../support/view-text.ts";

describe("who may change what is sent and filed", () => {
  type At = Parameters<typeof refusalFor>[0];
  const at = (names: readonly string[], allowOtherTenants = false): At => ({
    admins: { isOpen: names.length === 0, has: async (person) => names.includes(person) },
    site: { allowOtherTenants } as Sources["site"],
  });
  const anyone = at([]);
  const some = at(["ou_admin"]);
  const textFor = async (where: At, asker: Asker, locale: "en_us" | "zh_cn") => {
    const view = await refusalFor(where, asker);
    return view === undefined ? "allowed" : viewText(view, locale);
  };
  const own: Asker = { chatId: "oc_1", userId: "ou_1", fromOtherTenant: false };
  const guest: Asker = { ...own, fromOtherTenant: true };

  test.each([
    ["the terminal", some, null, undefined],
    ["anybody of the organization where no admins are set", anyone, own, undefined],
    ["an admin", some, { ...own, userId: "ou_admin" }, undefined],
    ["an admin from another organization", some, { ...guest, userId: "ou_admin" }, undefined],
    ["somebody else", some, own, "not_an_admin"],
    ["a guest where no admins are set", anyone, guest, "other_tenant"],
    ["a guest where they are allowed", at([], true), guest, undefined],
    ["a guest where they are allowed, but admins are set", at(["ou_admin"], true), guest, "not_an_admin"],
  ])("%s", async (_who, where, asker, error) => {
    expect((await refusalFor(where, asker))?.data).toEqual(
      error === undefined ? undefined : { error, openId: asker?.userId },
    );
  });

  test("whoever may not learns why, and the open_id to ask with", async () => {
    expect(await textFor(some, own, "en_us")).toMatchInlineSnapshot(`
      [warn] Only admins can do this

      Only users listed under admins in the bot's configuration can do this. Ask one of them, or ask to be added with your open_id:
      ‹ou_1›
    `);
    expect(await textFor(some, own, "zh_cn")).toMatchInlineSnapshot(`
      [warn] 只有管理员可以执行此操作

      只有机器人配置的 admins 中列出的用户可以执行此操作。请联系他们，或请他们加入你的 open_id：
      ‹ou_1›
    `);
    expect(await textFor(anyone, guest, "en_us")).toMatchInlineSnapshot(`
      [warn] Only members of the bot's organization can do this

      You belong to another organization. The bot's operator can allow this for everyone with allow_other_tenants, or for you by adding your open_id to admins:
      ‹ou_1›
    `);
    expect(await textFor(anyone, guest, "zh_cn")).toMatchInlineSnapshot(`
      [warn] 只有机器人所属企业的成员可以执行此操作

      你属于其他企业。管理员可以用 allow_other_tenants 对所有人放开，或把你的 open_id 加入 admins：
      ‹ou_1›
    `);
  });
});
