import { expect, test } from "vitest";
import { windowFigures } from "../../src/view/window-figures.ts";
import { asked, tally, totals } from "../commands/sample-facts.ts";

test("the failed runs say how many of them were UNSTABLE", () => {
  const now = { ...totals(tally(60, 40)), unstable: 3 };
  const labels = windowFigures(asked(), { totals: now, before: now }).map(({ label, value }) => [label.en_us, value]);
  expect(labels).toContainEqual(["Failed (3 unstable)", "40"]);
  const none = windowFigures(asked(), { totals: { ...now, unstable: 0 }, before: now });
  expect(none.map(({ label }) => label.zh_cn)).toContain("失败");
});
