import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createCiData } from "../../src/database/engine/ci-data.ts";
import { migrateOwnTables } from "../../src/database/engine/migrate.ts";
import { createLedger } from "../../src/database/queues/ledger.ts";
import { DAY, MINUTE } from "../../src/model/window.ts";
import { type FeishuStandIn, startFeishuStandIn } from "../../src/playground/stand-in/stand-in.ts";
import type { Bundle } from "../support/bundle.ts";
import { engines, type TestDatabase } from "../support/engines.ts";
import { bundleReplica, environmentOf, type ReplicaProcess, startReplica } from "../support/replica-process.ts";

const app = { appId: "cli_0123456789abcdef", appSecret: "a-secret" };
const security = { encryptKey: "a-key", verificationToken: "a-token" };

let replica: Bundle;
beforeAll(async () => {
  replica = await bundleReplica();
});
afterAll(() => replica.remove());

describe.each(engines)("a process that is killed, on $engine", (engine) => {
  let database: TestDatabase;
  let standIn: FeishuStandIn;
  let folder: string;
  let url = "";
  let minutesLater = 0;
  const processes: ReplicaProcess[] = [];

  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "ci-stat-killed-"));
    mkdirSync(path.join(folder, "data"));
    minutesLater = 0;
    database = await engine.openShared();
    await Promise.all([createCiData(database), migrateOwnTables(database)]);
    standIn = await startFeishuStandIn({
      ...app,
      ...security,
      eventsUrl: () => `${url}/feishu/events`,
      retryDelaysMs: [],
      answerLimitMs: 60_000,
      now: () => Date.now() + minutesLater * MINUTE,
    });
  });
  afterEach(async () => {
    for (const each of processes.splice(0)) {
      each.kill();
      await each.ended;
    }
    await standIn.close();
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** From now on this process hears what the platform has to say. */
  async function start(): Promise<ReplicaProcess> {
    const settings = {
      data_dir: path.join(folder, "data"),
      app_id: app.appId,
      app_secret: app.appSecret,
      encrypt_key: security.encryptKey,
      verification_token: security.verificationToken,
      feishu_domain: standIn.url,
      listen_host: "127.0.0.1",
      listen_port: 0,
      report_chats: "[]",
      locale: "en_us",
      ...database.settings,
    };
    const clock = { startedAt: 0, from: minutesLater * MINUTE, speed: 1 };
    const started = startReplica(replica.file, { environment: environmentOf(settings), folder, clock });
    processes.push(started);
    url = await started.ready;
    return started;
  }

  /** Asks, and kills the process at its call that answers, once the platform was told that the question is taken. */
  async function askAndKill(line: string, how: "hang" | "accept-and-hang"): Promise<string> {
    const first = await start();
    const answering = new Promise<void>((resolve) => {
      standIn.intercept = ({ path: called }) => {
        if (!called.includes("/reply")) return undefined;
        resolve();
        return { kind: how };
      };
    });
    const { message, delivered } = standIn.say(standIn.privateChat.chatId, line);
    expect((await delivered)?.accepted).toBe(true);
    await answering;
    first.kill();
    await first.ended;
    standIn.intercept = undefined;
    return message.messageId;
  }

  const answersTo = (messageId: string) =>
    standIn.messagesIn(standIn.privateChat.chatId).filter(({ parentId }) => parentId === messageId);

  test.each([
    ["before its answer arrived", "hang", 0],
    ["after its answer arrived", "accept-and-hang", 1],
  ] as const)("%s: the next process answers what was acknowledged, once", async (_, how, arrived) => {
    const question = await askAndKill("/ci jobs 7d", how);
    await expect.poll(() => answersTo(question).length).toBe(arrived);
    minutesLater = 3;
    await start();
    const ledger = createLedger(database);
    // Whatever is open would be taken up by then.
    await expect.poll(() => ledger.abandoned(Date.now() + DAY, 10)).toEqual([]);
    const [answer, ...more] = answersTo(question);
    expect(answer?.content).toContain("No runs");
    expect(more).toEqual([]);
  });
});
