import { expect, test } from "vitest";
import { renderCard } from "../../../cards/render.ts";
import type { Totals } from "../../../src/model/tally.ts";
import { HOUR } from "../../../src/model/window.ts";
import { digestView } from "../../../src/reports/views/digest.ts";
import { cardText } from "../../support/card-text.ts";
import { at, zone } from "../../support/runs.ts";

const midnight = at("2021-06-20 00:00:00");
const hour = (index: number, success: number, failure: number) => {
  const begin = midnight + index * HOUR;
  const counts = { runs: success + failure, success, failure, unstable: 0, aborted: 0, other: 0 };
  const totals: Totals = { ...counts, reruns: 0, retries: 0, specialRuns: 0, pullRequests: 0, jobs: 1, commits: 1 };
  return { kind: "hourly" as const, scope: { window: { begin, end: begin + HOUR }, jobs: [] }, totals };
};
const window = { begin: midnight, end: midnight + 8 * HOUR };

test.each([
  ["one report", [hour(0, 3, 0)], "1 report, none with failures", "1 份，均无失败"],
  ["several", [hour(0, 3, 0), hour(1, 2, 1)], "2 reports, 1 with failures", "2 份，其中 1 份有失败"],
])("the title of a digest says of %s whether anything failed", (_, held, english, chinese) => {
  const { title } = digestView(held, window, zone);
  expect([title.en_us, title.zh_cn]).toEqual([
    expect.stringContaining(english) as string,
    expect.stringContaining(chinese) as string,
  ]);
});

test("hours in which nothing ran are counted, not listed", () => {
  const held = [hour(0, 3, 1), hour(1, 0, 0), hour(2, 0, 0)];
  const text = cardText(renderCard(digestView(held, window, zone), { locale: "en_us", interactive: true }));
  expect(text).toContain("06-20 00:00–01:00");
  expect(text).not.toContain("01:00–02:00");
  expect(text).toContain("and 2 reports without any run");
});
