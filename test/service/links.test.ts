import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { loadConfig } from "../../src/config.ts";
import { checkPass } from "../../src/log-page/link.ts";
import { DAY } from "../../src/model/window.ts";
import { createLinks, readLinkKey } from "../../src/service/links.ts";
import { standingClock } from "../support/clock.ts";

const settingsWith = (environment: Record<string, string>) => loadConfig(environment, tmpdir()).settings;
const clock = standingClock(Date.parse("2021-06-21T08:12:36Z"));
const ref = { job: "team/unit test", id: 7 };
const fullJob = (job: string) =>
  job === "team/un~0123abcd" ? "team/unit test/深" : job.includes("~") ? undefined : job;
const app = { CI_STAT_APP_ID: "a", CI_STAT_APP_SECRET: "s", CI_STAT_ENCRYPT_KEY: "k" };

function linksWith(environment: Record<string, string>, publicUrl: string | undefined) {
  const settings = settingsWith({ ...app, ...environment });
  return createLinks(settings, { publicUrl: () => publicUrl, linkKey: () => readLinkKey(settings), fullJob, clock });
}

test("without an address of the service there are no links to logs", () => {
  expect(linksWith({}, undefined).logPage(ref)).toBeUndefined();
});

test("a link leads to the line, and works for the configured days", () => {
  for (const [days, environment] of [
    [7, {}],
    [2, { CI_STAT_LINK_DAYS: "2" }],
  ] as const) {
    const url = new URL(linksWith(environment, "https://ci.example/stat").logPage(ref, 4711) ?? "");
    expect(url.pathname).toBe("/stat/runs/team%2Funit%20test/7/log");
    expect([url.searchParams.get("line"), url.hash]).toEqual(["4711", "#L4711"]);
    const check = (at: number) =>
      checkPass(readLinkKey(settingsWith(app)), ref, Object.fromEntries(url.searchParams), at);
    expect(check(clock.now() + days * DAY)).toBe("valid");
    expect(check(clock.now() + (days + 0.1) * DAY)).toBe("expired");
  }
});

test("a card that is drawn again within the hour has the same link", () => {
  const links = linksWith({}, "https://ci.example");
  const before = links.logPage(ref);
  clock.set(clock.now() + 600_000);
  expect(links.logPage(ref)).toBe(before);
});

test("replicas with one configuration agree on the key, others do not", () => {
  const one = readLinkKey(settingsWith(app));
  expect(readLinkKey(settingsWith(app))).toEqual(one);
  expect(readLinkKey(settingsWith({ ...app, CI_STAT_ENCRYPT_KEY: "other" }))).not.toEqual(one);
  expect(one).toHaveLength(32);
});

test("without an app a key is made once, and nobody else may read it", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "ci-stat-key-"));
  try {
    const settings = settingsWith({ CI_STAT_DATA_DIR: path.join(folder, "data") });
    const key = readLinkKey(settings);
    expect(key).toHaveLength(32);
    expect(readLinkKey(settings)).toEqual(key);
    expect(statSync(path.join(folder, "data/link.key")).mode & 0o777).toBe(0o600);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("a build of a job whose name is shortened is linked by the full name, or not at all", () => {
  const links = linksWith({ CI_STAT_JENKINS_URL: "https://jenkins.example/ci" }, undefined);
  expect(links.run(ref)).toBe("https://jenkins.example/ci/job/team/job/unit%20test/7/");
  expect(links.run({ job: "team/un~0123abcd", id: 7 })).toBe(
    "https://jenkins.example/ci/job/team/job/unit%20test/job/%E6%B7%B1/7/",
  );
  expect(links.run({ job: "team/un~4567abcd", id: 7 })).toBeUndefined();
});
