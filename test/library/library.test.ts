import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type Connection,
  connect,
  failureList,
  getResult,
  jobList,
  jobListText,
  postCard,
  prList,
  prListText,
  RefusedError,
  type Result,
  rerunCount,
  resultToCard,
  retryCount,
  streamRuns,
  summary,
  UnreachableError,
} from "../../src/index.ts";
import { isFailed } from "../../src/model/run.ts";
import { startFeishuStandIn } from "../../src/playground/stand-in/stand-in.ts";
import { checkCard } from "../cards/card-schema.ts";
import { cardText } from "../support/card-text.ts";
import { at } from "../support/runs.ts";
import { type SampleSite, sampleSites } from "../support/sample-site.ts";

const begin = at("2021-06-19 00:00:00");
const end = at("2021-06-20 00:00:00");
const inDay = "time >= '2021-06-19' and time < '2021-06-20'";

describe.each(sampleSites)("the library, on $engine", ({ open }) => {
  let site: SampleSite;
  let connection: Connection;
  let result: Result;
  beforeAll(async () => {
    site = await open();
    connection = await connect(site.connection);
    result = await getResult(begin, end, [], connection);
  });
  afterAll(async () => {
    await connection.close();
    await site.remove();
  });

  async function plain(select: string, where = inDay): Promise<Record<string, number>> {
    const [row = {}] = await site.plain(`select ${select} from ci_data where ${where}`);
    return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Number(value)]));
  }

  test("a result counts what plain SQL counts", async () => {
    const counts =
      await plain(`count(*) total, sum(status = 'SUCCESS') success, sum(status in ('FAILURE', 'UNSTABLE')) failure,
      sum(status = 'ABORTED') aborted, count(distinct job) jobs, count(distinct ${"`commit`"}) commits,
      count(distinct case when ${site.pull} is not null then concat(repo, '#', ${site.pull}) end) pullRequests, sum(${site.pull} is null) specialRuns`);
    expect(summary(result)).toMatchObject(counts);
    expect(result.runs).toHaveLength(counts.total ?? -1);
    expect(result.specialRuns).toHaveLength(counts.specialRuns ?? -1);
  });

  test("its reruns and retries are those of plain SQL", async () => {
    const [row] = await site.plain(`select sum(n - 1) reruns from (select count(*) n from ci_data where ${inDay}
      and ${site.pull} is not null group by job, repo, ${site.pull}) t`);
    const [other] = await site.plain(`select sum(n - 1) retries from (select count(*) n from ci_data where ${inDay}
      and ${site.pull} is not null and ${"`commit`"} is not null group by job, repo, ${site.pull}, ${"`commit`"}) t`);
    const { reruns, retries } = summary(result);
    expect({ reruns, retries }).toEqual({ reruns: Number(row?.reruns), retries: Number(other?.retries) });
    const pull = result.pullRequests.get("pingcap/tidb#7");
    const perJob = [...result.jobs.keys()].map((job) => (pull ? rerunCount(pull, job) : 0));
    expect(perJob.reduce((all, each) => all + each, 0)).toBe(pull && rerunCount(pull));
    expect(pull && retryCount(pull)).toBeLessThanOrEqual((pull && rerunCount(pull)) ?? 0);
  });

  test("its unexplained runs and failures are what the logs and the noted cases say", () => {
    const failed = result.runs.filter(({ status }) => isFailed(status));
    const explained = failed.filter(({ id }) => id % 3 === 0 || Math.floor((id - 1) / 2) % 4 === 1);
    expect(result.unexplained).toBe(failed.length - explained.length);
    const fromLog = result.failures.get("case: testSuite.TestFromLog");
    expect(fromLog?.runs).toHaveLength(failed.filter(({ id }) => id % 3 === 0).length);
    expect(fromLog?.runs[0]?.failures[0]?.excerpt).not.toContain("ghp_0123456789");
    const [first, second] = failureList(result);
    expect(first?.runs.length).toBeGreaterThanOrEqual(second?.runs.length ?? 0);
  });

  test("jobs and pull requests come most failures first, as plain SQL orders them", async () => {
    const jobs = await site.plain(`select job from ci_data where ${inDay} group by job
      order by sum(status in ('FAILURE', 'UNSTABLE')) desc, count(*) desc, job`);
    expect(jobList(result).map(({ name }) => name)).toEqual(jobs.map(({ job }) => job));
    const failures = prList(result).map(({ failure }) => failure);
    expect(failures).toEqual([...failures].sort((one, other) => other - one));
    expect(prList(result).filter(({ number }) => number === 7)).toHaveLength(2);
  });

  test("a job's pull requests have its runs only", () => {
    for (const job of result.jobs.values())
      for (const pull of job.localPullRequests)
        expect(new Set(pull.runs.map((run) => run.job))).toEqual(new Set([job.name]));
    const pull = result.pullRequests.get("pingcap/tidb#7");
    expect(pull?.commits.flatMap(({ runs }) => runs).length).toBe(pull?.runs.filter(({ commit }) => commit).length);
  });

  test("jobs are named, or meant by a pattern", async () => {
    const some = await getResult(new Date(begin), new Date(end), ["job_1", "night*"], connection);
    const { total } = await plain("count(*) total", `${inDay} and (job = 'job_1' or job like 'night%')`);
    expect(some.total).toBe(total);
    expect([...some.jobs.keys()].sort()).toEqual(["job_1", "nightly"]);
  });

  test("a run on the hour is in one of two windows that meet there", async () => {
    const noon = at("2021-06-19 12:00:00");
    const halves = await Promise.all([getResult(begin, noon, [], connection), getResult(noon, end, [], connection)]);
    expect(halves.reduce((all, half) => all + half.total, 0)).toBe(result.total);
  });

  test("runs are streamed oldest first", async () => {
    const times: number[] = [];
    for await (const run of streamRuns(begin, end, [], connection)) times.push(run.time ?? 0);
    expect(times).toHaveLength(result.total);
    expect(times).toEqual([...times].sort((one, other) => one - other));
  });

  test("the lists are text with every failed run and what broke in it, coloured where that is wanted", () => {
    const text = jobListText(result);
    const failed = result.runs.filter(({ status }) => isFailed(status));
    for (const { id } of failed) expect(text).toMatch(new RegExp(` #${id} `));
    expect(text.match(/ (?:FAILURE|UNSTABLE)$/gm)).toHaveLength(failed.length);
    expect(text).toContain("testSuite.TestFromLog");
    expect(jobListText(result, { color: true })).toContain("\u001b[31m");
    expect(prListText(result, { locale: "zh_cn" })).toContain("提交");
  });

  test("a card holds the numbers, is valid, and has changes only against a window that is given", async () => {
    const alone = resultToCard(result, { locale: "en_us" });
    expect(checkCard(alone.card)).toEqual([]);
    expect(cardText(alone.card)).toContain(`${result.failure} of ${result.total} runs failed`);
    expect(cardText(alone.card)).not.toContain("unchanged");
    const held = resultToCard(result, { locale: "en_us", before: result, interactive: true });
    expect(checkCard(held.card)).toEqual([]);
    expect(cardText(held.card)).toContain("unchanged");
    expect(JSON.stringify(alone.card)).not.toContain('"callback"');
  });

  test("nothing is written into the database", async () => {
    const tables = await site.plain(
      "host" in site.connection ? "show tables" : "select name from sqlite_master where type = 'table'",
    );
    expect(tables.flatMap((row) => Object.values(row))).toEqual(["ci_data"]);
  });

  test("a time that is none is refused", async () => {
    await expect(getResult(new Date("yesterday"), end, [], connection)).rejects.toThrow(RangeError);
  });
});

test("a database that is not there is an UnreachableError", async () => {
  await expect(connect({ sqliteFile: "/nowhere/ci.sqlite" })).rejects.toThrow(UnreachableError);
  await expect(connect({ host: "127.0.0.1", port: 1 })).rejects.toThrow(UnreachableError);
});

test("a zone that is none is a RangeError", async () => {
  await expect(connect({ sqliteFile: "x", timeZone: "Mars/Olympus" })).rejects.toThrow(RangeError);
});

test("a card is posted to a chat by the app, and a chat that is not there refuses it", async () => {
  const secrets = { appId: "cli_0123456789abcdef", appSecret: "s", encryptKey: "k", verificationToken: "t" };
  const standIn = await startFeishuStandIn({ ...secrets, eventsUrl: () => "http://127.0.0.1:1/" });
  const { chatId } = standIn.addChat({ name: "CI" });
  const card = { card: { schema: "2.0", body: { elements: [{ tag: "markdown", content: "hello" }] } }, text: "hello" };
  const target = { appId: secrets.appId, appSecret: secrets.appSecret, domain: standIn.url };
  try {
    const messageId = await postCard(card, { ...target, chatId });
    expect(standIn.messagesIn(chatId).map((message) => message.messageId)).toEqual([messageId]);
    await expect(postCard(card, { ...target, chatId: "oc_nowhere" })).rejects.toThrow(RefusedError);
  } finally {
    await standIn.close();
  }
});
