import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { renderCard } from "../../cards/render.ts";
import { commands } from "../../src/commands/index.ts";
import { readLine } from "../../src/commands/kit/read-line.ts";
import { loadConfig } from "../../src/config.ts";
import { createCiData } from "../../src/database/engine/ci-data.ts";
import { type Application, createApplication } from "../../src/service/application.ts";
import { createLogger } from "../../src/service/logger.ts";
import { cardText } from "../support/card-text.ts";
import { engines, type TestDatabase } from "../support/engines.ts";
import { type JenkinsStandIn, startJenkins } from "../support/jenkins.ts";
import { checkout, hash, mapping, parameters, pullBuilds } from "../support/pull-builds.ts";
import { at, zone } from "../support/runs.ts";
import { runCommand } from "../support/terminal.ts";

/** From Jenkins' API through `ci_data` to what people read, for every plugin's pull requests. */

const day = "2021-06-20";
const noon = at(`${day} 12:00:00`);

/** The 19 keys by which the scripts of the origin recognise a pull request. */
const OLD_KEYS = 19;

let jenkins: JenkinsStandIn;

beforeAll(async () => {
  jenkins = await startJenkins();
  for (const { job, jobActions, build } of pullBuilds) {
    if (jobActions) jenkins.setJob(job, { actions: jobActions });
    jenkins.setLog(
      job.replaceAll(/[^/]+/g, "job/$&").concat("/1"),
      "--- FAIL: TestShared (0.01s)\n    a_test.go:12: wrong\nFAIL\nFAIL\tpkg\t0.1s\nFinished: FAILURE\n",
    );
    jenkins.setBuild(job, 1, { result: "FAILURE", building: false, duration: 60_000, timestamp: noon, ...build });
  }
  // A second host that has a repository of the same path, and a nightly run.
  const twin = { CHANGE_NO: "101", CHANGE_REPO: "https://gitlab.example.com/pingcap/tidb", CHANGE_TITLE: "a twin" };
  jenkins.setBuild("webhook_unit", 2, {
    result: "SUCCESS",
    building: false,
    duration: 1,
    timestamp: noon,
    actions: [parameters(twin)],
  });
  jenkins.setBuild("nightly", 1, {
    result: "NOT_BUILT",
    building: false,
    duration: 1,
    timestamp: noon,
    actions: [checkout("https://github.com/pingcap/tidb", hash("b"), "origin/master")],
  });
});
afterAll(() => jenkins.stop());

describe.each(engines)("on $engine", ({ openShared }) => {
  let database: TestDatabase;
  let folder: string;
  let application: Application;

  function environmentOf(): Record<string, string> {
    const settings = {
      data_dir: folder,
      jenkins_url: jenkins.url,
      pull_request_parameters: JSON.stringify(mapping),
      ...database.settings,
    };
    const entries = Object.entries(settings).map(([key, value]) => [`CI_STAT_${key.toUpperCase()}`, String(value)]);
    return { LANG: "en_US.UTF-8", ...Object.fromEntries(entries) };
  }

  async function ask(line: string): Promise<string> {
    const { out, err, code } = await runCommand({ environment: environmentOf(), folder }, line);
    if (code !== 0) throw new Error(`${line}: ${code} ${err}`);
    return out;
  }
  /** The card that Feishu draws, with the addresses of its buttons. */
  async function askCard(line: string): Promise<string> {
    const sources = await application.sources();
    const question = { zone, now: noon, limit: 50, mostItems: 50, readLogsUntilMs: noon, asker: null };
    const reading = readLine(line, commands, question);
    if (reading.kind === "mistake") throw new Error(line);
    const view = await reading.command.run(sources, reading.args, reading.question);
    const card = renderCard(view, { locale: "en_us", interactive: true });
    return `${cardText(card)}\n${JSON.stringify(card)}`;
  }
  const askJson = async (line: string) => JSON.parse(await ask(`${line} --json`));

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "ci-stat-pulls-"));
    database = await openShared();
    await createCiData(database);
    await ask("sync");
    const { settings } = loadConfig(environmentOf(), folder);
    application = createApplication(settings, "all", createLogger("silent"), { now: () => noon });
  });
  afterAll(async () => {
    await application.close();
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  test.each(pullBuilds)(
    "$plugin: its row has the form that the table has always had",
    async ({ job, pull, plugin }) => {
      const row = await database.kysely
        .selectFrom("ci_data")
        .select(["commit", "branch", "repo", "description", "ci_stat_pull"])
        .where("job", "=", job)
        .where("job_id", "=", 1)
        .executeTakeFirstOrThrow();
      const { description, ...columns } = row;
      expect(columns).toEqual({
        commit: pull.head,
        branch: pull.targetBranch,
        repo: pull.repo,
        ci_stat_pull: String(pull.number),
      });
      const described = JSON.parse(description ?? "");
      expect(described).toMatchObject({
        ghprbPullId: String(pull.number),
        ghprbPullTitle: pull.title ?? "",
        ghprbPullAuthorLogin: pull.author ?? "",
        ghprbPullLink: pull.link,
      });
      if (plugin !== "ghprb") expect(Object.keys(described)).toHaveLength(OLD_KEYS);
    },
  );

  test("all are counted alike", async () => {
    expect(await askJson(`summary ${day}`)).toMatchObject({
      runs: pullBuilds.length + 2,
      failure: pullBuilds.length,
      success: 1,
      other: 1,
      specialRuns: 1,
      pullRequests: pullBuilds.length + 1,
    });
    const { items, total } = await askJson(`prs ${day} --limit 50`);
    expect(total).toBe(pullBuilds.length + 1);
    for (const { pull } of pullBuilds) {
      const { repo, number, title, author, link, targetBranch: branch } = pull;
      expect(items).toContainEqual(expect.objectContaining({ repo, number, title, author, link, branch, failure: 1 }));
    }
  });

  test.each(pullBuilds)("$plugin: people read $shown and can open it", async ({ job, pull, shown }) => {
    const prs = await ask(`prs ${day} --limit 50`);
    expect(prs).toContain(`${shown} ${pull.title ?? ""}`.trim());
    const repository = pull.repo.split("/").slice(-2).join("/");
    const card = await ask(`pr ${pull.number} ${day} --repo ${repository}`);
    expect(card).toContain(`${shown} was red: 1 of 1 job failed`);
    expect(card).toContain(pull.link);
    const run = await ask(`run ${job} 1`);
    expect(run).toContain(shown);
    expect(run).toContain(pull.link);
    const { failures } = await askJson(`pr ${pull.number} ${day} --repo ${repository}`);
    expect(failures).toMatchObject([{ name: "TestShared", known: true, pullRequests: pullBuilds.length - 1 }]);
  });

  test.each(pullBuilds)("$plugin: so do the cards", async ({ job, pull, shown }) => {
    const listed = await askCard(`prs ${day} --limit 50`);
    expect(listed).toContain(shown);
    for (const line of [`pr ${pull.number} ${day} --repo ${pull.repo}`, `run ${job} 1`]) {
      const card = await askCard(line);
      expect(card).toContain(shown);
      expect(card).toContain(`"${pull.link}"`);
    }
  });

  test("one path on two hosts is two repositories", async () => {
    const choice = await ask(`pr 101 ${day}`);
    expect(choice).toContain("#101 exists in 2 repositories");
    expect(choice).toContain("gitlab.example.com/pingcap/tidb!101");
    expect(await askJson(`pr 101 ${day} --repo pingcap/tidb`)).toMatchObject({ title: "planner: fix", runs: 1 });
    expect(await askJson(`pr 101 ${day} --repo gitlab.example.com/pingcap/tidb`)).toMatchObject({ title: "a twin" });
  });
});
