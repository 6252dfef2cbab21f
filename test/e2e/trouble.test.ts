import { createHash } from "node:crypto";
import { request as httpRequest } from "node:http";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createCiData } from "../../src/database/engine/ci-data.ts";
import { openMysql } from "../../src/database/engine/open.ts";
import { insertRuns } from "../../src/database/runs/insert-runs.ts";
import { hasServer, startServer } from "../support/mariadb.ts";
import { runRow, zone } from "../support/runs.ts";
import { startTestService, type TestService } from "../support/service.ts";

async function ask(running: TestService, line: string): Promise<string> {
  return (await running.ask(line)).text;
}

describe("what is not from Feishu", () => {
  let running: TestService;
  beforeAll(async () => {
    running = await startTestService({});
  });
  afterAll(() => running.stop());

  async function post(body: string | Buffer, headers: Record<string, string> = {}) {
    const response = await fetch(`${running.service.url}/feishu/events`, {
      method: "POST",
      body: body as BodyInit,
      headers,
    });
    return { status: response.status, text: await response.text() };
  }

  function signed(body: string, timestamp = String(Math.floor(Date.now() / 1000))) {
    const signature = createHash("sha256").update(`${timestamp}n1a-key-for-events${body}`).digest("hex");
    return { "x-lark-request-timestamp": timestamp, "x-lark-request-nonce": "n1", "x-lark-signature": signature };
  }

  test.each([
    ["no signature", '{"encrypt":"AAAA"}', {}, 401],
    ["a wrong signature", '{"encrypt":"AAAA"}', { "x-lark-signature": "00" }, 401],
    ["a plain event without signature", '{"schema":"2.0","header":{}}', {}, 401],
    ["a plain challenge", '{"type":"url_verification","challenge":"x","token":"t"}', {}, 401],
    ["no JSON", "hello", {}, 400],
    ["JSON that is no object", "[1]", {}, 400],
    ["nothing", "", {}, 400],
    ["over 1 MB", `{"a":"${"x".repeat(1_100_000)}"}`, {}, 413],
  ])("%s is refused with a short JSON error", async (_name, body, headers, status) => {
    const answer = await post(body, headers);
    expect(answer.status).toBe(status);
    expect(Object.keys(JSON.parse(answer.text))).toEqual(["error"]);
    expect(answer.text.length).toBeLessThan(120);
    expect(answer.text).not.toMatch(/\bat |node_modules/);
  });

  test("a signed event with a wrong token, or an old one, is refused", async () => {
    const body = '{"schema":"2.0","header":{"event_id":"e","event_type":"x","token":"wrong"}}';
    expect((await post(body, signed(body))).status).toBe(401);
    const right = body.replace("wrong", "a-token-for-events");
    expect((await post(right, signed(right))).status).toBe(200);
    expect((await post(right, signed(right, "1600000000"))).status).toBe(401);
  });

  test("a body that is cut off does not hurt the service", async () => {
    await new Promise<void>((resolve) => {
      const cut = httpRequest(`${running.service.url}/feishu/events`, {
        method: "POST",
        headers: { "content-length": "500" },
      });
      cut.on("error", () => resolve());
      cut.write('{"encr', () => cut.destroy());
    });
    expect((await fetch(`${running.service.url}/healthz`)).status).toBe(200);
  });

  test("the console's challenge is answered", async () => {
    const answer = await running.standIn.challenge();
    expect(answer).toMatchObject({ status: 200 });
    expect(JSON.stringify(answer)).toContain(answer.challenge);
  });

  test("health and metrics tell the truth", async () => {
    expect((await fetch(`${running.service.url}/readyz`)).status).toBe(200);
    expect(await (await fetch(`${running.service.url}/metrics`)).text()).toContain("process_cpu_seconds_total");
  });

  test("a person who mistypes gets the nearest command", async () => {
    expect(await ask(running, "sumary yesterday")).toContain("/ci summary yesterday");
  });
});

describe("while the database is away", () => {
  let running: TestService | undefined;
  afterEach(() => running?.stop());

  test.skipIf(!hasServer)(
    "people are told, /readyz says why, and the service goes on when it is back",
    async () => {
      const first = await startServer();
      const settings = { host: "127.0.0.1", port: first.port, user: "root", password: "", database: "mysql" };
      const database = openMysql(settings);
      await createCiData(database);
      await insertRuns(database, [runRow({ status: "FAILURE" })], zone);
      await database.close();
      running = await startTestService(settings);
      const { url } = running.service;
      expect(await ask(running, "summary 2021-06-20")).toContain("1 of 1 runs failed");
      await first.pause();
      expect(await ask(running, "summary 2021-06-20")).toContain("database cannot be reached");
      const notReady = await fetch(`${url}/readyz`);
      expect(notReady.status).toBe(503);
      expect(await notReady.text()).toContain("the database cannot be reached");
      expect((await fetch(`${url}/healthz`)).status).toBe(200);
      await first.resume();
      expect(await ask(running, "summary 2021-06-20")).toContain("1 of 1 runs failed");
      expect((await fetch(`${url}/readyz`)).status).toBe(200);
      await first.stop();
    },
    120_000,
  );

  test("it may be away when the service starts", async () => {
    running = await startTestService({ host: "127.0.0.1", port: 1, user: "root", database: "nowhere" });
    expect(await ask(running, "summary")).toContain("database cannot be reached");
    expect((await fetch(`${running.service.url}/readyz`)).status).toBe(503);
  });
});

test("a service that stops says so first, and answers what still comes", async () => {
  const running = await startTestService({});
  const { url } = running.service;
  let drain = () => {};
  const drained = new Promise<void>((resolve) => {
    drain = resolve;
  });
  const stopped = running.service.stop(drained);
  const notReady = await fetch(`${url}/readyz`);
  expect([notReady.status, await notReady.text()]).toEqual([503, expect.stringContaining("service: stopping")]);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  expect(await ask(running, "help")).toContain("Commands");
  drain();
  await stopped;
  await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  await running.standIn.close();
});

test("on a quiet day few calls count against Feishu's quota, and an answer costs one", async () => {
  const running = await startTestService({ report_chats: '["CI Status Report"]' });
  expect((await fetch(`${running.service.url}/readyz`)).status).toBe(200);
  await ask(running, "help");
  // The start asks for the permissions, and for the groups that report_chats names, beside the answer.
  await expect.poll(running.standIn.countedCalls).toBe(1 + 1 + 1);
  await ask(running, "help");
  expect(running.standIn.countedCalls()).toBe(1 + 1 + 1 + 1);
  await running.stop();
});

test("while Feishu is away an answer is tried again, and arrives", async () => {
  const running = await startTestService({});
  let failing = 3;
  running.standIn.intercept = ({ path }) => (path.includes("/reply") && failing-- > 0 ? { kind: "drop" } : undefined);
  expect(await ask(running, "help")).toContain("Commands");
  await running.stop();
});
