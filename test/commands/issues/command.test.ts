import { expect, test } from "vitest";
import { issues } from "../../../src/commands/issues/command.ts";
import type { Question, Sources } from "../../../src/commands/kit/command.ts";
import { asked } from "../sample-facts.ts";
import { tracked } from "./sample-issues.ts";

const all = ["a", "b", "c", "d"].map((name) => tracked({ subject: `case:${name}`, cases: [name], state: "open" }));
const desk = { repo: "pingcap/tidb", tracked: async () => ({ tracked: all, decisions: [] }) };

test("each page of the issues is its own, and the title counts them all", async () => {
  const sources = { issues: desk } as unknown as Sources;
  const view = await issues.run(sources, {}, asked({}, { limit: 2, offset: 2 }) as unknown as Question);
  expect(view.title.en_us).toBe("4 open issues, 0 waiting for a decision");
  expect(view.data).toMatchObject({ total: 4, items: [{ subject: "case:c" }, { subject: "case:d" }] });
});
