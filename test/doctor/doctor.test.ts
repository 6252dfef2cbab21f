import { existsSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createCiData } from "../../src/database/engine/ci-data.ts";
import { migrateOwnTables } from "../../src/database/engine/migrate.ts";
import { openSqlite } from "../../src/database/engine/open.ts";
import { putFacts } from "../../src/database/runs/build-facts.ts";
import { insertRuns } from "../../src/database/runs/insert-runs.ts";
import { runTrial } from "../../src/doctor/trial.ts";
import { same } from "../../src/model/text.ts";
import { MINUTE } from "../../src/model/window.ts";
import { asRoot, mysql, mysqlUrl, type TestDatabase } from "../support/engines.ts";
import { runRow, zone } from "../support/runs.ts";
import { runCommand } from "../support/terminal.ts";
import { asEnvironment, openWellSite, type WellSite } from "../support/well-site.ts";

interface Check {
  readonly name: string;
  readonly state: string;
  readonly result: string;
  readonly mend: readonly string[];
}

type Settings = Parameters<typeof asEnvironment>[0];

let site: WellSite;
beforeEach(async () => {
  site = await openWellSite();
});
afterEach(() => site.remove());

/** What was found, and that no secret is among it. */
async function examine(settings: Settings = {}) {
  const environment = asEnvironment(settings);
  const { code, out, err } = await runCommand(site, "doctor --json", { environment });
  for (const secret of site.secrets) expect(out + err).not.toContain(secret);
  expect(err).toBe("");
  const { checks } = JSON.parse(out) as { checks: readonly Check[] };
  return { code, checks };
}

function check(checks: readonly Check[], name: string): Check {
  const found = checks.find((each) => each.name === name);
  if (!found) throw new Error(`there is no check ${name}`);
  return found;
}

test("all is well where all is configured well, and nothing is sent, made or left behind", async () => {
  const { code, checks } = await examine();
  expect(checks.filter(({ state }) => state !== "good")).toEqual([]);
  expect(code).toBe(0);
  expect(
    site.feishu
      .chats()
      .flatMap(({ chatId }) => site.feishu.messagesIn(chatId))
      .filter(({ sender }) => sender.kind !== "person"),
  ).toEqual([]);
  expect(site.github.repository.issues).toEqual([]);
});

test("without an encrypt key Feishu is asked for a long connection, and none is opened", async () => {
  const { code, checks } = await examine({ encrypt_key: undefined, verification_token: undefined });
  expect(check(checks, "events")).toMatchObject({
    state: "good",
    result: "Feishu offers a long connection; events come if the console uses it",
  });
  expect(site.feishu.longConnections.count()).toBe(0);
  expect(code).toBe(0);
});

test("what is not configured is no fault", async () => {
  const environment = { LANG: "en_US.UTF-8", CI_STAT_DATA_DIR: inFolder("new"), CI_STAT_LISTEN_PORT: "0" };
  const { code, out } = await runCommand({ folder: site.folder, environment }, "doctor --json");
  expect(existsSync(inFolder("new"))).toBe(false);
  const states = (JSON.parse(out).checks as Check[]).map(({ name, state }) => `${name} ${state}`);
  expect(states).toContain("github off");
  expect(states.filter((each) => / (bad|warn)$/.test(each))).toEqual([]);
  expect(code).toBe(0);
});

interface Fault {
  readonly what: string;
  readonly settings?: Readonly<Record<string, string | undefined>>;
  readonly breaks?: () => void;
  readonly check: string;
  readonly state: "bad" | "warn";
  readonly code: number;
  /** In what came back, or in how to mend it. */
  readonly says: readonly string[];
}

const bad = { state: "bad", code: 1 } as const;
const warn = { state: "warn", code: 0 } as const;
const inFolder = (name: string) => path.join(site.folder, name);

const faults: readonly Fault[] = [
  {
    what: "an unknown key",
    settings: { gh_tokem: "x" },
    check: "configuration",
    ...warn,
    says: ["gh_tokem", "gh_token"],
  },
  {
    what: "no key for events",
    settings: { feishu_mode: "webhook", encrypt_key: undefined },
    check: "configuration",
    state: "bad",
    code: 2,
    says: ["encrypt_key"],
  },
  {
    what: "a data folder that is a file",
    settings: { data_dir: "/dev/null" },
    check: "data_dir",
    ...bad,
    says: ["cannot be written", "data_dir"],
  },
  {
    what: "no folder of logs",
    settings: { log_dir: "/nowhere" },
    check: "log_dir",
    ...bad,
    says: ["the folder does not exist", "log_dir"],
  },
  {
    what: "another folder of logs",
    breaks: () => rmSync(inFolder("logs/unit_test"), { recursive: true }),
    check: "log_dir",
    ...bad,
    says: ["none of the newest", "unit_test/builds/7/log"],
  },
  {
    what: "a Jenkins that is away",
    settings: { jenkins_url: "http://127.0.0.1:65529" },
    check: "jenkins",
    ...bad,
    says: ["Jenkins cannot be reached", "jenkins_url"],
  },
  {
    what: "a token that Jenkins does not know",
    breaks: () => site.jenkins.letIn("somebody:else"),
    check: "jenkins",
    ...bad,
    says: ["401", "jenkins_token"],
  },
  {
    what: "a Jenkins whose clock is ahead",
    breaks: () => {
      site.jenkins.aheadMs = 7 * MINUTE;
    },
    check: "jenkins",
    ...warn,
    says: ["its clock is", "ahead of this machine's", "NTP"],
  },
  {
    what: "a Jenkins that hides the job",
    breaks: () => site.jenkins.close("unit_test", 404),
    check: "jenkins",
    ...warn,
    says: ["unit_test #7", "Job/Read"],
  },
  {
    what: "a Jenkins that shows no job",
    breaks: () => site.jenkins.removeBuild("unit_test", 7),
    check: "jobs",
    ...warn,
    says: ["no job with builds is visible", "Job/Read"],
  },
  {
    what: "rules that are wrong",
    breaks: () =>
      writeFileSync(
        inFolder("rules.yaml"),
        '- { name: a, regex: "flux capacitor", cause: env }\n- { name: b, regex: "(", cause: env }\n',
      ),
    check: "rules",
    ...bad,
    says: ["2:3", "valid rules: 1"],
  },
  { what: "no rules at all", settings: { rules: "/nowhere.yaml" }, check: "rules", ...bad, says: ["ENOENT"] },
  {
    what: "another app's secret",
    settings: { app_secret: "of-another" },
    check: "feishu",
    ...bad,
    says: ["10014", "app_secret"],
  },
  {
    what: "a Feishu that is away",
    settings: { feishu_domain: "http://127.0.0.1:65529" },
    check: "feishu",
    ...bad,
    says: ["cannot be reached", "feishu_domain"],
  },
  {
    what: "no token for events",
    settings: { verification_token: undefined, public_url: undefined },
    check: "events",
    ...warn,
    says: ["verification_token"],
  },
  {
    what: "a long connection that Feishu refuses",
    settings: { feishu_mode: "websocket", app_secret: "of-another-app" },
    check: "events",
    ...bad,
    says: ["514", "choose the long connection"],
  },
  {
    what: "an id that the SDK opens no long connection for",
    settings: { feishu_mode: "websocket", app_id: "cli_1" },
    check: "configuration",
    state: "bad",
    code: 2,
    says: ["app_id", "16 hexadecimal digits"],
  },
  {
    what: "a group without the bot",
    settings: { report_chats: "CI Status Report,Nightly" },
    check: "report_chats",
    ...bad,
    says: ["1 of 2", "“Nightly”", "the bot is in no group of this name; add it"],
  },
  {
    what: "two groups of one name",
    breaks: () => site.feishu.addBot(site.feishu.addChat({ name: "CI Status Report" }).chatId),
    check: "report_chats",
    ...warn,
    says: ["2 groups have this name"],
  },
  {
    what: "a missing scope",
    breaks: () => {
      site.feishu.intercept = ({ path: at }) =>
        at.includes("/im/v1/chats")
          ? { kind: "answer", status: 400, body: { code: 99991672, msg: "Access denied" } }
          : undefined;
    },
    check: "report_chats",
    ...bad,
    says: ["99991672", "im:chat:readonly"],
  },
  {
    what: "another key of the robot",
    settings: { webhook_secret: "of-another" },
    check: "webhook",
    ...bad,
    says: ["19021", "webhook_secret"],
  },
  {
    what: "a robot that is gone",
    breaks: () => {
      site.feishu.intercept = ({ path: at }) =>
        at.includes("/hook/")
          ? { kind: "answer", status: 200, body: { code: 19001, msg: "incoming webhook access token invalid" } }
          : undefined;
    },
    check: "webhook",
    ...bad,
    says: ["19001", "copy the webhook"],
  },
  {
    what: "a token that GitHub does not know",
    settings: { gh_token: "ghp_another" },
    check: "github",
    ...bad,
    says: ["401", "gh_token"],
  },
  {
    what: "a repository that is not to be seen",
    settings: { issue_repo: "pingcap/other" },
    check: "github",
    ...bad,
    says: ["404", "pingcap/other"],
  },
  {
    what: "a token that may not create issues",
    breaks: () => {
      site.github.intercept = ({ method }) =>
        method === "POST"
          ? { status: 403, body: { message: "Resource not accessible by personal access token" } }
          : undefined;
    },
    check: "github",
    ...bad,
    says: ["Issues: read and write"],
  },
  {
    what: "labels that are not there",
    settings: { issue_labels: "type/bug,unstable" },
    check: "github",
    ...warn,
    says: ["labels that do not exist: unstable"],
  },
  {
    what: "a GitHub that is away",
    settings: { github_api_url: "http://127.0.0.1:65529" },
    check: "github",
    ...bad,
    says: ["cannot be reached", "github_api_url"],
  },
  {
    what: "a service that is not ready",
    breaks: () => site.unready("the database cannot be reached"),
    check: "service",
    ...bad,
    says: ["not ready", "database: the database cannot be reached"],
  },
  {
    what: "a port that is taken by others",
    settings: { listen_port: "JENKINS" },
    check: "service",
    ...bad,
    says: ["another program", "listen_port"],
  },
  {
    what: "a service with another key for events",
    settings: { encrypt_key: "of-another" },
    check: "events",
    ...bad,
    says: ["other keys (401)", "restart serve"],
  },
  {
    what: "an address where nobody takes events",
    settings: { public_url: "GITHUB" },
    check: "events",
    ...bad,
    says: ["no ci_stat service accepts events there (404)", "reverse proxy"],
  },
  {
    what: "a permission that was never granted",
    breaks: () => site.feishu.grant("im:message:send_as_bot", false),
    check: "scopes",
    ...bad,
    says: ["missing: 1", "may not send messages", "/auth?q=im%3Amessage%3Asend_as_bot"],
  },
  {
    what: "a robot that wants a keyword",
    breaks: () => {
      site.feishu.intercept = ({ path }) =>
        path.includes("/bot/v2/hook/")
          ? { kind: "answer", status: 200, body: { code: 19024, msg: "Key Words Not Found" } }
          : undefined;
    },
    check: "webhook",
    ...bad,
    says: ["19024", "keyword"],
  },
  {
    what: "an address that leads nowhere",
    settings: { public_url: "http://127.0.0.1:65529" },
    check: "public_url",
    ...bad,
    says: ["ECONNREFUSED", "reverse proxy"],
  },
  {
    what: "an address that leads to others",
    breaks: () => {},
    settings: { public_url: "JENKINS" },
    check: "public_url",
    ...bad,
    says: ["redirects to another address", "login"],
  },
];

test.each(faults)("$what is found, with how to fix it", async ({ settings = {}, breaks, ...expected }) => {
  breaks?.();
  const places: Readonly<Record<string, string>> = {
    JENKINS: expected.check === "service" ? new URL(site.jenkins.url).port : site.jenkins.url,
    GITHUB: site.github.url,
  };
  const place = (value: string | undefined) => (value === undefined ? undefined : (places[value] ?? value));
  const given = Object.fromEntries(Object.entries(settings).map(([key, value]) => [key, place(value)]));
  const { code, checks } = await examine(given);
  const { state, result, mend } = check(checks, expected.check);
  for (const part of expected.says) expect([result, ...mend].join("\n")).toContain(part);
  expect({ state, code }).toEqual({ state: expected.state, code: expected.code });
});

const place = { job: "nightly", time: null, repo: null, branch: null, pullRequest: null };
test.each([
  [30, null, "warn", "0 of the newest 30 runs belong to pull requests", "pull_request_parameters"],
  [3, null, "good", "0 of the newest 4 runs belong to pull requests", ""],
  [3, "pingcap/tidb", "good", "3 of the newest 4 runs belong to pull requests (GitHub; ghprb 1)", ""],
  [3, "gitlab.example.com/a/b/c", "good", "3 of the newest 4 runs belong to pull requests (gitlab.example.com)", ""],
] as const)("%i runs of %s", async (many, repo, state, says, mends) => {
  const database = openSqlite(inFolder("data/ci_stat.sqlite"));
  const rows = Array.from({ length: many }, (_, index) => {
    const row = runRow({ job: "nightly", job_id: index + 1, ...(repo === null ? {} : { pull: { number: 7 } }) });
    return { ...row, repo, time: Date.now() - 2 * MINUTE };
  });
  if (many === 30) await database.kysely.deleteFrom("ci_data").execute();
  await insertRuns(database, rows, zone);
  if (repo === "pingcap/tidb") {
    await migrateOwnTables(database);
    await putFacts(database.kysely, { ...place, id: 1 }, { source: "ghprb" });
  }
  await database.close();
  const { checks } = await examine();
  const found = check(checks, "pulls");
  expect(found).toMatchObject({ state, result: says });
  expect(found.mend.join()).toContain(mends);
});

test("the jobs that Jenkins shows are counted, and what fills ci_data is said", async () => {
  expect(check((await examine()).checks, "jobs")).toMatchObject({
    state: "good",
    result: "1 job with builds · asked for new builds every 60 s",
  });
  expect(check((await examine({ jenkins_poll_seconds: "0" })).checks, "jobs").result).toContain("not asked for");
});

test("a configuration that cannot be read is told with every fault, and nothing else is tried", async () => {
  const { code, checks } = await examine({ port: "many", locale: "fr" });
  const { state, mend } = check(checks, "configuration");
  expect(state).toBe("bad");
  expect(mend.map((fault) => fault.split(":")[0])).toEqual(["port", "locale"]);
  expect(code).toBe(2);
});

test("an embedded database is told with its newest run; one from the future means another zone", async () => {
  expect(check((await examine()).checks, "newest")).toMatchObject({
    state: "good",
    result: expect.stringContaining("1 min ago"),
  });
  const { code, checks } = await examine({ timezone: "America/New_York" });
  expect(check(checks, "newest")).toMatchObject({ state: "warn", mend: [expect.stringContaining("timezone")] });
  expect(code).toBe(0);
});

describe.skipIf(mysqlUrl === "")("with a server", () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await mysql.open();
  });
  afterEach(() => database.drop());
  const name = () => String(database.settings.database);

  test("rights, table, age and speed are told", async () => {
    await createCiData(database);
    await insertRuns(database, [runRow({ time: "2021-06-20 10:00:00" })], zone);
    const { code, checks } = await examine(database.settings);
    expect(check(checks, "database")).toMatchObject({
      state: "good",
      result: expect.stringMatching(/^(MariaDB|MySQL|\d)/),
    });
    expect(check(checks, "rights")).toMatchObject({ state: "good", result: "may create tables" });
    expect(check(checks, "ci_data")).toMatchObject({
      state: "good",
      result: expect.stringContaining("order of sync_ci"),
    });
    expect(check(checks, "newest")).toMatchObject({ state: "warn", result: expect.stringContaining("06-20 10:00") });
    expect(check(checks, "counting")).toMatchObject({
      state: "good",
      result: expect.stringMatching(/^indexed, a day in \d+ ms$/),
    });
    expect(
      await asRoot(`select table_name from information_schema.tables where table_schema = '${name()}'`),
    ).toHaveLength(1);
    // The log of that run is not there.
    expect(code).toBe(1);
  });

  test("a table of somebody else, repo last and without our index, read only", async () => {
    await asRoot(`create table ${name()}.ci_data (job varchar(100) not null, job_id int unsigned not null, status varchar(20) not null,
      duration int null, time datetime null, commit text null, branch varchar(100) null, comment varchar(100) null,
      analysis_res json null, description json null, repo varchar(100) null, primary key (job, job_id))`);
    await asRoot(`create or replace user reader@'%' identified by 'r'; grant select on ${name()}.* to reader@'%'`);
    const { checks } = await examine({ ...database.settings, user: "reader", password: "r" });
    expect(check(checks, "rights")).toMatchObject({ state: "warn", result: expect.stringContaining("read only") });
    expect(check(checks, "ci_data")).toMatchObject({
      state: "good",
      result: expect.stringContaining("repo as the last column"),
    });
    expect(check(checks, "newest")).toMatchObject({ state: "warn", result: "no runs yet" });
    expect(check(checks, "counting")).toMatchObject({
      state: "warn",
      mend: [expect.stringContaining("ci-stat migrate")],
    });
  });

  test("rights that an upgrade will need, and tables of ours that cannot be written, are told", async () => {
    await Promise.all([createCiData(database), migrateOwnTables(database)]);
    const grants = "select, insert, update, delete, create";
    await asRoot(`create or replace user halfway@'%' identified by 'h'; grant ${grants} on ${name()}.* to halfway@'%'`);
    const halfway = await examine({ ...database.settings, user: "halfway", password: "h" });
    expect(check(halfway.checks, "rights")).toMatchObject({
      state: "warn",
      result: "our tables cannot be made or upgraded without ALTER, INDEX",
      mend: ["grant ALTER, INDEX on the database, or run ci-stat migrate with an account that has them"],
    });
    await asRoot(`create or replace user reader@'%' identified by 'r'; grant select on ${name()}.* to reader@'%'`);
    const reader = await examine({ ...database.settings, user: "reader", password: "r" });
    expect(check(reader.checks, "rights")).toMatchObject({
      state: "bad",
      result: "our tables exist and cannot be written",
    });
  });

  test("no table, and one that is another", async () => {
    expect(check((await examine(database.settings)).checks, "ci_data")).toMatchObject({
      state: "bad",
      result: "does not exist",
    });
    await asRoot(`create table ${name()}.ci_data (job varchar(100), job_id int)`);
    expect(check((await examine(database.settings)).checks, "ci_data")).toMatchObject({
      state: "bad",
      result: expect.stringContaining("lacks status, duration"),
    });
  });

  test.each([
    { what: "a port where nobody is", settings: { port: 65529 }, says: "ECONNREFUSED" },
    { what: "a wrong password", settings: { user: "ci", password: "wrong" }, says: "ER_ACCESS_DENIED_ERROR" },
    { what: "a database that is not there", settings: { database: "ci_stat_nowhere" }, says: "ER_BAD_DB_ERROR" },
  ])("$what is told once, with a cure; what depends on it is not tried", async ({ settings, says }) => {
    const { code, checks } = await examine({ ...database.settings, ...settings });
    const { state, result, mend } = check(checks, "database");
    expect({ state, mends: mend.length }).toEqual({ state: "bad", mends: 1 });
    expect(result).toContain(says);
    for (const dependent of ["rights", "ci_data", "newest", "counting"])
      expect(check(checks, dependent).state).toBe("off");
    expect(code).toBe(1);
  });
});

test("what does not answer is given up, and said so", async () => {
  const trial = { name: "a", title: same("A"), run: () => new Promise<never>(() => {}) };
  expect(await runTrial(trial, 20)).toMatchObject({ state: "bad", result: { en_us: "no answer within 1 s" } });
});

test("in a terminal each has a line, in the order of the list, in the reader's language", async () => {
  const english = await runCommand(site, "doctor --no-color", { width: 80 });
  const marks = english.out.split("\n").filter((line) => /^[✓!✗–] /.test(line));
  expect(marks.map((line) => line.slice(2, 17).trim()).slice(0, 4)).toEqual([
    "Configuration",
    "Node.js",
    "Data folder",
    "Database",
  ]);
  expect(marks).toHaveLength(21);
  const chinese = await runCommand(site, "doctor --no-color", {
    width: 80,
    environment: { LANG: "zh_CN.UTF-8", ...asEnvironment({ gh_token: undefined }) },
  });
  expect(chinese.out).toContain("– GitHub      未配置 (gh_token)");
});
