import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commands } from "../../../src/commands/index.ts";
import { readLine } from "../../../src/commands/kit/read-line.ts";
import { commandLine } from "../../../src/view/command-line.ts";
import { zone } from "../../support/runs.ts";
import { viewText } from "../../support/view-text.ts";
import { alice, type EmbeddedSite, openEmbeddedSite } from "../embedded-site.ts";
import { now } from "../sample-facts.ts";

describe("the scope of a chat", () => {
  let site: EmbeddedSite;
  beforeAll(async () => {
    site = await openEmbeddedSite([], { admins: "ou_alice" });
  });
  afterAll(() => site.close());

  test("is set, shown and removed", async () => {
    expect(viewText(await site.ask("scope"))).toMatchInlineSnapshot(`
      [info] This chat has no scope

      Questions in this chat are about everything. To narrow them: scope --repo tikv

      [[Today → summary today]]
    `);
    expect(viewText(await site.ask("scope --repo tikv --branch master --job 'tikv_*'"))).toMatchInlineSnapshot(`
      [info] The scope of this chat

      Repository: tikv
      Branch: master
      Jobs: tikv_*
      Questions and new subscriptions in this chat are about this unless they say otherwise. --all leaves it out.

      [[Today → summary today]]
      [Today, everything → summary today --all]
      [Remove the scope → scope off]
    `);
    expect(viewText(await site.ask("范围"), "zh_cn")).toMatchInlineSnapshot(`
      [info] 本群的默认范围

      仓库：tikv
      分支：master
      任务：tikv_*
      本群的查询和新订阅默认只看这个范围，也可以在命令中另行指定；加 --all 查看全部。

      [[今天 → summary today]]
      [今天（全部） → summary today --all]
      [取消默认范围 → scope off]
    `);
    expect((await site.sources.reports.subscriptions.chat("oc_team"))?.filters).toEqual({
      repo: "tikv",
      branch: "master",
      jobs: ["tikv_*"],
    });
    expect(viewText(await site.ask("scope off"))).toContain("This chat has no scope");
  });

  test("is shown to everybody, and changed by admins only", async () => {
    const bob = { ...alice, userId: "ou_bob" };
    expect(viewText(await site.ask("scope", bob))).toContain("This chat has no scope");
    expect(viewText(await site.ask("scope --repo tidb", bob))).toContain("Only admins can do this");
    expect(viewText(await site.ask("scope off", bob))).toContain("Only admins can do this");
  });

  test("anything but off or filters is told how to write it", async () => {
    expect(viewText(await site.ask("scope tikv"))).toContain("“tikv” is not off, or filters such as --repo tikv.");
  });
});

describe("a question in a chat with a scope", () => {
  const filters = { repo: "tikv", branch: "master", jobs: ["tikv_*"] };
  const scopeOf = (line: string) => {
    const setting = { zone, now, limit: 10, mostItems: 25, readLogsUntilMs: 0, asker: alice, filters };
    const reading = readLine(line, commands, setting);
    if (reading.kind === "mistake") throw new Error(reading.mistake.message.en_us);
    return reading.question.scope;
  };

  test.each([
    ["summary today", "tikv", "master", ["tikv_*"]],
    ["summary today --repo tidb", "tidb", "master", ["tikv_*"]],
    ["summary today --branch release-6.1", "tikv", "release-6.1", ["tikv_*"]],
    ["jobs --job tidb_check", "tikv", "master", ["tidb_check"]],
    ["summary today --all", undefined, undefined, []],
    ["summary today --all --repo tidb", "tidb", undefined, []],
    ["subscribe daily", "tikv", "master", ["tikv_*"]],
    ["scope", undefined, undefined, []],
    ["status", undefined, undefined, []],
  ] as const)("%s", (line, repo, branch, jobs) => {
    expect(scopeOf(line)).toMatchObject({ repo, branch, jobs });
  });

  test.each(["summary today", "summary today --repo tidb", "summary today --all", "jobs --all --repo tidb"])(
    "the buttons on the card of “%s” mean the same when they are clicked",
    (line) => {
      const scope = scopeOf(line);
      expect(scopeOf(commandLine(["jobs"], scope, zone))).toEqual(scope);
    },
  );
});
