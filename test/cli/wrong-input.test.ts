import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import stringWidth from "string-width";
import { afterAll, beforeAll, expect, test } from "vitest";
import { asRoot, mysql, mysqlUrl } from "../support/engines.ts";
import { runCommand } from "../support/terminal.ts";
import { asEnvironment } from "../support/well-site.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "ci-stat-wrong-"));
  mkdirSync(path.join(folder, "logs"));
  writeFileSync(path.join(folder, "build.log"), "fine\n");
  writeFileSync(path.join(folder, "broken.log.gz"), "this is no archive");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(line: string, more: NodeJS.ProcessEnv = {}) {
  const environment = { LANG: "en_US.UTF-8", CI_STAT_DATA_DIR: path.join(folder, "data"), ...more };
  return runCommand({ environment, folder }, line);
}

const range = "Examples: yesterday, 7d";

test.each([
  { line: "scan missing.log", says: ["There is no file missing.log"], code: 2 },
  { line: "scan logs", says: ["logs is a folder"], code: 2 },
  { line: "scan broken.log.gz", says: ["broken.log.gz cannot be read", "no gzip file"], code: 1 },
  { line: "scan build.log --rules nope.yaml", says: ["nope.yaml", "cannot be read: ENOENT"], code: 2 },
  { line: "scan", says: ["missing required argument 'file'", "See ci-stat scan --help"], code: 2 },
  { line: "rescan nonsense", says: ["I don't understand the time range “nonsense”", range], code: 2 },
  { line: "rescan 2021-06-30..2021-06-01", says: ["ends before it begins", range], code: 2 },
  { line: "file-issues nonsense --dry-run", says: ["I don't understand the time range “nonsense”", range], code: 2 },
  { line: "send-report hourly --at nonsense --dry-run", says: ["--at: “nonsense” is not a time such as"], code: 2 },
  { line: "send-report never", says: ["Allowed choices are hourly, daily", "See ci-stat send-report --help"], code: 2 },
  { line: "report never", says: ["“never” is not hourly or daily"], code: 2 },
  {
    line: "summary nonsense",
    says: ["I don't understand the time range “nonsense”", "ci-stat summary yesterday"],
    code: 2,
  },
  { line: "sumary", says: ["unknown command 'sumary'", "Did you mean summary?"], code: 2 },
  { line: "job", says: ["missing required argument 'name'", "See ci-stat job --help"], code: 2 },
  { line: "jobs --limit some", says: ["argument 'some' is invalid. expected a whole number"], code: 2 },
  { line: "subscribe hourly --at 09:30", says: ["subscribe is for chats: type /ci subscribe there"], code: 2 },
])("$line says what is wrong, and nothing on stdout", async ({ line, says, code }) => {
  const said = await run(line);
  for (const part of says) expect(said.err).toContain(part);
  expect(said.err).not.toMatch(/configuration|\n {4}at /i);
  expect({ out: said.out, code: said.code }).toEqual({ out: "", code });
});

test("it is said in the reader's language", async () => {
  expect((await run("rescan 胡说", { LANG: "zh_CN.UTF-8" })).err).toContain("看不懂时间范围“胡说”");
  expect((await run("scan missing.log", { LANG: "", CI_STAT_LOCALE: "zh_cn" })).err).toContain("没有文件 missing.log");
});

test("what the machine refuses is said without a stack, with where to look", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const taken = { CI_STAT_LISTEN_PORT: String((server.address() as AddressInfo).port) };
  const away = { CI_STAT_HOST: "127.0.0.1", CI_STAT_PORT: "65529" };
  const noFolder = { CI_STAT_DATA_DIR: path.join(folder, "build.log") };
  for (const [line, environment, says] of [
    ["serve", taken, "listen_port"],
    ["summary", away, "ECONNREFUSED"],
    ["migrate", noFolder, "EEXIST"],
    ["serve", noFolder, "EEXIST"],
  ] as const) {
    const { code, err } = await run(line, environment);
    expect(err).toContain(says);
    expect(err).toContain("ci-stat doctor");
    expect(err).not.toContain("    at ");
    expect(code).toBe(1);
  }
  server.close();
});

test.skipIf(mysqlUrl === "")("migrate without the right to change ci_data says which rights it takes", async () => {
  const database = await mysql.open();
  await asRoot(`use ${database.settings.database}; create table ci_data (job varchar(100), job_id int, status varchar(20),
    duration int, time datetime, \`commit\` text, branch varchar(100), comment varchar(100),
    repo varchar(100), analysis_res json, description json)`);
  await asRoot(
    `create or replace user watcher@'%' identified by 'w'; grant select on ${database.settings.database}.* to watcher@'%'`,
  );
  const { code, err } = await run("migrate", asEnvironment({ ...database.settings, user: "watcher", password: "w" }));
  expect(err).toContain("migrate needs ALTER, CREATE and INDEX");
  expect(code).toBe(1);
  await database.drop();
});

test("--version says which one this is", async () => {
  expect(await run("--version")).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
});

test("--help has what commands do in one column, though some of their names are Chinese", async () => {
  const { out, code } = await run("--help");
  const lines = out.split("\n").filter((line) => /^ {2}(?:jobs|flaky)\|/.test(line));
  const columns = lines.map((line) => stringWidth(line.slice(0, line.search(/ (?:Jobs|Flaky)/))));
  expect(columns).toEqual([expect.any(Number), columns[0]]);
  expect(code).toBe(0);
});
