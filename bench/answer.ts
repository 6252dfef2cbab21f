import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createConnection } from "mysql2/promise";
import { createCiData } from "../src/database/engine/ci-data.ts";
import { openMysql } from "../src/database/engine/open.ts";
import { insertRuns } from "../src/database/runs/insert-runs.ts";
import { type FeishuStandIn, startFeishuStandIn } from "../src/playground/stand-in/stand-in.ts";
import { startServer } from "../test/support/mariadb.ts";
import { RUNS, yearOfRuns } from "./rows.ts";
import { eventsUrl, ready, residentMegabytes, secrets, startService } from "./service.ts";
import type { BenchRow } from "./table.ts";

const ASKS = 60;
const DAY_ASKED = "2021-06-15";

/** From the event that asks for a day to the call that replies, over a year of runs in MariaDB; and the bare SQL. */
export async function benchAnswer(): Promise<BenchRow[]> {
  const server = await startServer();
  const folder = mkdtempSync(path.join(tmpdir(), "ci-stat-bench-"));
  const settings = { host: "127.0.0.1", port: server.port, user: "root", password: "", database: "bench" };
  const loadSeconds = await load(settings);
  const standIn = await startFeishuStandIn({ ...secrets, eventsUrl });
  const { host, port, database } = settings;
  const service = startService(standIn.url, { host, port, database, data_dir: folder });
  try {
    await ready();
    for (let warm = 0; warm < 8; warm++) await ask(standIn, warm);
    const answers = [];
    for (let index = 0; index < ASKS; index++) answers.push(await ask(standIn, 100 + index));
    const bare = await bareSql(settings);
    const megabytes = residentMegabytes(service);
    return [
      { what: `${RUNS.toLocaleString("en-US")} runs loaded into MariaDB`, value: `${loadSeconds.toFixed(0)} s` },
      { what: "one statement: the day's runs by status (baseline)", value: `${median(bare).toFixed(1)} ms median` },
      {
        what: `/ci summary ${DAY_ASKED}, event to reply call`,
        value: `${median(answers).toFixed(1)} ms median, ${slowest(answers).toFixed(1)} ms slowest of ${ASKS}`,
      },
      { what: "the service's memory after it", value: `${megabytes.toFixed(0)} MB` },
    ];
  } finally {
    service.kill("SIGTERM");
    await standIn.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Settings = Parameters<typeof openMysql>[0];

async function load(settings: Settings): Promise<number> {
  const root = await createConnection({ host: settings.host, port: settings.port, user: "root" });
  await root.query("create database bench");
  await root.end();
  const database = openMysql(settings);
  await createCiData(database);
  const began = performance.now();
  await insertRuns(database, yearOfRuns(), "Asia/Shanghai");
  await database.close();
  return (performance.now() - began) / 1000;
}

/** Each question in a chat of its own, so that the platform's limit for one chat does not count. */
async function ask(standIn: FeishuStandIn, index: number): Promise<number> {
  const { chatId } = standIn.addChat({ name: `bench ${index}` });
  const began = performance.now();
  const { message } = standIn.say(chatId, `/ci summary ${DAY_ASKED}`);
  await standIn.waitForMessage(({ parentId }) => parentId === message.messageId, 30_000);
  return performance.now() - began;
}

async function bareSql(settings: Settings): Promise<number[]> {
  const connection = await createConnection({ ...settings, dateStrings: true });
  const times = [];
  for (let index = 0; index < ASKS; index++) {
    const began = performance.now();
    await connection.query(
      "select status, count(*) from ci_data where time >= '2021-06-15' and time < '2021-06-16' group by status",
    );
    times.push(performance.now() - began);
  }
  await connection.end();
  return times;
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function slowest(values: readonly number[]): number {
  return Math.max(...values);
}
