import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { type SampleSite, sampleSites } from "../support/sample-site.ts";
import { runCommand } from "../support/terminal.ts";

const DAY = "2021-06-19";
const inDay = "time >= '2021-06-19' and time < '2021-06-20'";
const { $defs: schemas } = JSON.parse(readFileSync("docs/schema.json", "utf8")) as { $defs: Record<string, object> };

interface Runs {
  readonly items: readonly { readonly details: readonly Record<string, unknown>[] }[];
}

/** Cells of a CSV whose cells hold no line breaks. */
function readCsv(text: string): string[][] {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => line.split(","));
}

describe.each(sampleSites)("lists in the terminal, on $engine", ({ open }) => {
  let site: SampleSite;
  beforeAll(async () => {
    site = await open();
  });
  afterAll(() => site.remove());

  const json = async (line: string) => JSON.parse((await runCommand(site, line)).out) as Record<string, unknown>;

  test("jobs as JSON are whole, and count what plain SQL counts", async () => {
    const plain = await site.plain(`select job, count(*) runs, sum(status in ('FAILURE', 'UNSTABLE')) failure,
      sum(status = 'SUCCESS') success, sum(status = 'ABORTED') aborted from ci_data where ${inDay}
      group by job order by failure desc, runs desc, job`);
    const said = await json(`jobs ${DAY} --json`);
    expect(said.total).toBe(plain.length);
    expect(said.items).toMatchObject(
      plain.map(({ job, ...counts }) => ({
        job,
        ...Object.fromEntries(Object.entries(counts).map(([k, v]) => [k, Number(v)])),
      })),
    );
  });

  test("pull requests of two repositories with one number are two rows of CSV", async () => {
    const plain =
      await site.plain(`select repo, ${site.pull} pull, count(*) runs, sum(status in ('FAILURE', 'UNSTABLE')) failure
      from ci_data where ${inDay} and ${site.pull} is not null group by repo, ${site.pull}`);
    const { out } = await runCommand(site, `prs ${DAY} --ndjson`);
    const items = out
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const rows = (each: readonly unknown[]) => each.map((row) => JSON.stringify(row)).sort();
    expect(rows(items.map(({ repo, number, runs, failure }) => [repo, number, runs, failure]))).toEqual(
      rows(plain.map(({ repo, pull, runs, failure }) => [repo, Number(pull), Number(runs), Number(failure)])),
    );
    expect(items.filter(({ number }) => number === 7)).toHaveLength(2);
  });

  test("jobs with details have each failed run once, as plain SQL has them", async () => {
    const plain = await site.plain(
      `select job, job_id from ci_data where ${inDay} and status in ('FAILURE', 'UNSTABLE') order by job, job_id desc`,
    );
    const { items } = (await json(`jobs ${DAY} --details --json`)) as unknown as Runs;
    const runs = items.flatMap(({ details }) => details).map(({ job, id }) => `${job}#${id}`);
    expect(runs.sort()).toEqual(plain.map(({ job, job_id: id }) => `${job}#${id}`).sort());
  });

  test("pull requests with details have all their runs by commit", async () => {
    const [counted] = await site.plain(`select count(*) runs from ci_data where ${inDay} and ${site.pull} is not null`);
    const { items } = (await json(`prs ${DAY} --details --json`)) as unknown as Runs;
    for (const { details } of items) {
      const commits = details.map(({ commit }) => commit);
      const changes = commits.filter((commit, index) => commit !== commits[index - 1]);
      expect(changes).toHaveLength(new Set(commits).size);
    }
    expect(items.flatMap(({ details }) => details)).toHaveLength(Number(counted?.runs));
  });

  test("each run says what broke in it: the log's case, or what sync_ci noted, or nothing", async () => {
    const { out } = await runCommand(site, `jobs ${DAY} --details --ndjson`);
    const runs = out
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { id: number; cause: string; failures: { name: string; excerpt: string }[] });
    for (const { id, cause, failures } of runs) {
      const names = failures.map(({ name }) => name);
      if (id % 3 === 0) expect(names).toEqual(["testSuite.TestFromLog"]);
      else if (Math.floor((id - 1) / 2) % 4 === 1) expect(names).toEqual([`testSuite.Test${(id - 1) % 12}`]);
      else expect([cause, names]).toEqual(["unknown", []]);
    }
    expect(out).toContain("c.Assert(err, IsNil)");
    expect(out).not.toContain("ghp_0123456789");
  });

  test("special runs with details are those of no pull request", async () => {
    const [counted] = await site.plain(`select count(*) runs from ci_data where ${inDay} and ${site.pull} is null`);
    const { out } = await runCommand(site, `nightly ${DAY} --details --csv`);
    const [header = [], ...rows] = readCsv(out);
    expect(rows).toHaveLength(Number(counted?.runs));
    expect(new Set(rows.map((row) => row[header.indexOf("pullRequest")]))).toEqual(new Set([""]));
  });

  test("failures with details have the runs that each broke", async () => {
    const { items } = (await json(`failures ${DAY} --details --json`)) as unknown as {
      items: { name: string; runs: number; details: { failures: { name: string }[] }[] }[];
    };
    expect(items.length).toBeGreaterThan(1);
    for (const { name, runs, details } of items) {
      expect(details).toHaveLength(runs);
      for (const { failures } of details) expect(new Set(failures.map((each) => each.name))).toEqual(new Set([name]));
    }
  });

  test.each([
    ["summary", "summary 2021-06-19"],
    ["jobs", "jobs 2021-06-19"],
    ["prs", "prs 2021-06-19"],
    ["failures", "failures 2021-06-19"],
    ["nightly", "nightly 2021-06-19"],
    ["flaky --list cases", "flaky 2021-06-19..2021-06-20 --list cases"],
    ["run", "run job_2 3"],
    ["job", "job job_2 2021-06-19"],
    ["pr", "pr 7 2021-06-19 --repo tidb"],
    ["case", "case testSuite.TestFromLog 2021-06-19"],
    ["case --by job", "case testSuite.TestFromLog 2021-06-19 --by pull"],
    ["commit", "commit 01c0ffee"],
    ["compare", "compare 2021-06-18 2021-06-19"],
    ["status", "status"],
    ["jobs --details", "jobs 2021-06-19 --details"],
    ["prs --details", "prs 2021-06-19 --details"],
    ["failures --details", "failures 2021-06-19 --details"],
    ["nightly --details", "nightly 2021-06-19 --details"],
  ])("%s as JSON is what the schema in the docs says", async (name, line) => {
    const schema = z.fromJSONSchema(schemas[name] as Parameters<typeof z.fromJSONSchema>[0]);
    const answer = await json(`${line} --json`);
    expect(schema.safeParse(answer).error?.issues ?? []).toEqual([]);
    expect(Object.keys(answer).sort()).toEqual(
      Object.keys((schemas[name] as { properties: object }).properties).sort(),
    );
  });

  test("no cell of a spreadsheet is a formula", async () => {
    const { out } = await runCommand(site, `prs ${DAY} --csv`);
    expect(out).toMatch(/'=HYPERLINK/);
    expect(out).not.toMatch(/(^|,)"?=/m);
  });

  test("a part of a list is exported where a part is wanted", async () => {
    const whole = readCsv((await runCommand(site, `jobs ${DAY} --csv`)).out);
    const part = readCsv((await runCommand(site, `jobs ${DAY} --csv --limit 2 --page 2`)).out);
    expect(part).toEqual([whole[0], ...whole.slice(3, 5)]);
  });

  test("an empty window has a header and nothing else, or an empty list", async () => {
    expect((await runCommand(site, "jobs 2020-01-01 --csv")).out).toMatch(/^job,runs,[^\n]*\n$/);
    expect(await json("jobs 2020-01-01 --details --json")).toEqual({ items: [], total: 0 });
    expect((await runCommand(site, "prs 2020-01-01 --ndjson")).out).toBe("");
  });

  test("rows of an answer that has none are an error on stderr, not JSON on stdout", async () => {
    const json = await runCommand(site, "issues --json");
    expect(JSON.parse(json.out)).toHaveProperty("error");
    expect(json).toMatchObject({ code: 1, err: expect.stringContaining("gh_token") });
    const off = await runCommand(site, "issues --csv");
    expect(off).toMatchObject({ code: 1, out: "" });
    expect(off.err).toContain("gh_token");
    const mistake = await runCommand(site, `jobs ${DAY} --repo nosuch --csv`);
    expect(mistake).toMatchObject({ code: 1, out: "" });
    expect(mistake.err).toContain("No runs of a repository named nosuch.");
  });

  test("two forms at once are wrong usage, and so is CSV of what is no list", async () => {
    expect((await runCommand(site, "jobs --csv --json")).code).toBe(2);
    expect((await runCommand(site, "summary --csv")).code).toBe(2);
  });
});
