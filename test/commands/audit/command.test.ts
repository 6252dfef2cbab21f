import { afterAll, beforeAll, expect, test } from "vitest";
import { viewText } from "../../support/view-text.ts";
import { alice, type EmbeddedSite, openEmbeddedSite } from "../embedded-site.ts";

const bob = { ...alice, userId: "ou_bob" };

let site: EmbeddedSite;
beforeAll(async () => {
  site = await openEmbeddedSite([], { admins: "ou_alice" });
  await site.ask("subscribe daily --at 9:30 --repo tidb");
  await site.ask("mute 2h", bob);
  await site.ask("mute forever");
  await site.ask("静音 30m");
});
afterAll(() => site.close());

test("lists what was changed and refused, newest first, by whom and where", async () => {
  expect(viewText(await site.ask("audit"))).toMatchInlineSnapshot(`
    [info] Who changed what
    2021-06-15 00:00 – 06-21 09:31

    3 in all → audit 2021-06-15T00:00..2021-06-21T09:31 --limit 10 after 0
      [good] ‹mute 30m›
          06-21 09:30 · done
          @ou_alice in oc_team
      [warn] ‹mute 2h›
          06-21 09:30 · refused
          @ou_bob in oc_team
      [good] ‹subscribe daily --at 9:30 --repo tidb›
          06-21 09:30 · done
          @ou_alice in oc_team
  `);
  expect(viewText(await site.ask("audit"), "zh_cn")).toMatchInlineSnapshot(`
    [info] 操作记录
    2021-06-15 00:00 – 06-21 09:31

    共 3 项 → audit 2021-06-15T00:00..2021-06-21T09:31 --limit 10 after 0
      [good] ‹mute 30m›
          06-21 09:30 · 已执行
          @ou_alice，oc_team
      [warn] ‹mute 2h›
          06-21 09:30 · 已拒绝
          @ou_bob，oc_team
      [good] ‹subscribe daily --at 9:30 --repo tidb›
          06-21 09:30 · 已执行
          @ou_alice，oc_team
  `);
});

test("is for admins only, and a look at it by others is an entry of its own", async () => {
  expect(viewText(await site.ask("audit", bob))).toContain("Only admins can do this");
  expect((await site.ask("audit")).data).toMatchObject({
    total: 4,
    items: [{ who: "ou_bob", action: "audit", result: "refused", chatId: "oc_team" }, {}, {}, {}],
  });
});

test("a terminal is named as such, and nothing is said of times without entries", async () => {
  await site.ask("issue-trust-listing", null);
  expect(viewText(await site.ask("audit 2021-01-01"))).toContain("Nobody changed anything.");
});

test("takes no filters, since none would be heeded", async () => {
  for (const option of ["--repo tidb", "--job unit", "--special"])
    expect(viewText(await site.ask(`audit ${option}`))).toContain("I don't understand that");
});

test("secrets in what was typed are masked", async () => {
  await site.ask("subscribe daily --job ghp_0123456789abcdefghijklmnopqrstuvwxyz");
  const [newest] = (await site.sources.audit.list({ begin: 0, end: Number.MAX_SAFE_INTEGER }, { limit: 1, offset: 0 }))
    .items;
  expect(newest?.action).toMatch(/^subscribe daily --job .*\*\*\*/);
});
