import pino from "pino";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { FeishuEvent } from "../../src/feishu/event.ts";
import { type ConnectionTiming, type LongConnection, openLongConnection } from "../../src/feishu/long-connection.ts";
import { type FeishuStandIn, startFeishuStandIn } from "../../src/playground/stand-in/stand-in.ts";

const app = { appId: "cli_0123456789abcdef", appSecret: "the-app-secret" };
const clientConfig = { PingInterval: 0.3, ReconnectCount: -1, ReconnectInterval: 0.1, ReconnectNonce: 0.05 };
const timing: ConnectionTiming = { pongWithinMs: 200, handshakeWithinMs: 5000, restartAfterMs: 50 };
const clock = { now: () => Date.now() };

let standIn: FeishuStandIn;
let connections: LongConnection[] = [];
let logged = "";

afterEach(async () => {
  for (const connection of connections) connection.close();
  connections = [];
  await standIn.close();
});

async function startStandIn({ listenPort = 0, answerLimitMs = 3000 } = {}): Promise<void> {
  const options = { encryptKey: "k", verificationToken: "t", eventsUrl: () => "http://127.0.0.1:1/" };
  const retryDelaysMs = [20, 20, 20, 20, 20];
  standIn = await startFeishuStandIn({
    ...app,
    ...options,
    mode: "websocket",
    clientConfig,
    retryDelaysMs,
    listenPort,
    answerLimitMs,
  });
}

function connect(
  answer: (event: FeishuEvent) => Promise<object> = async () => ({}),
  { appSecret = app.appSecret, domain = standIn.url } = {},
): LongConnection {
  const log = pino({ level: "trace" }, { write: (line) => (logged += line) });
  const connection = openLongConnection({ app: { ...app, appSecret, domain }, answer, clock, log, timing });
  connections.push(connection);
  return connection;
}

const untilOpen = (connection: LongConnection) => vi.waitUntil(() => connection.state().isOpen, { timeout: 20_000 });
const untilAgain = (connection: LongConnection) =>
  vi.waitUntil(() => connection.state().reconnects === 1, { timeout: 20_000 });

function say(text: string) {
  return standIn.say(standIn.privateChat.chatId, text).delivered;
}

describe("over the long connection", () => {
  test("messages and clicks arrive, and what the handler returns answers them", async () => {
    await startStandIn();
    const events: FeishuEvent[] = [];
    const connection = connect(async (event) => {
      events.push(event);
      return { toast: { type: "info", content: "done" } };
    });
    await untilOpen(connection);
    expect(connection.state().lastEventMs).toBeUndefined();
    expect(await say("help")).toMatchObject({ accepted: true });
    expect(events).toMatchObject([{ kind: "message", message: { text: "help", isPrivate: true } }]);
    expect(connection.state().lastEventMs).toBeLessThanOrEqual(Date.now());
  });

  test("an event that Feishu sends in the instant of opening arrives with the next attempt at the latest", async () => {
    await startStandIn({ answerLimitMs: 200 });
    let arrived = 0;
    connect(async () => ({ arrived: ++arrived }));
    while (standIn.longConnections.count() === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(await say("help")).toMatchObject({ accepted: true });
    expect(arrived).toBe(1);
  });

  test("an event that needs several frames arrives whole", async () => {
    await startStandIn();
    const texts: string[] = [];
    await untilOpen(
      connect(async (event) => {
        if (event.kind === "message") texts.push(event.message.text ?? "");
        return {};
      }),
    );
    const long = "长".repeat(9000);
    await say(long);
    expect(texts).toEqual([long]);
  });

  test("an event whose handler failed comes again", async () => {
    await startStandIn();
    let calls = 0;
    await untilOpen(
      connect(async () => {
        calls += 1;
        if (calls === 1) throw new Error("the database is away");
        return {};
      }),
    );
    const delivery = await say("help");
    expect(delivery?.attempts.map((attempt) => attempt.kind === "answered" && attempt.status)).toEqual([500, 200]);
  });

  test("of two replicas one gets each event", async () => {
    await startStandIn();
    const got = [0, 0];
    for (const replica of [0, 1]) {
      const count = async () => {
        got[replica] = (got[replica] ?? 0) + 1;
        return {};
      };
      await untilOpen(connect(count));
    }
    for (let i = 0; i < 20; i += 1) await say("help");
    expect(got.reduce((sum, each) => sum + each, 0)).toBe(20);
  });
});

describe("a connection that is lost is opened again", () => {
  test("when Feishu closes it", async () => {
    await startStandIn();
    const connection = connect();
    await untilOpen(connection);
    standIn.longConnections.drop();
    await untilAgain(connection);
    expect(await say("help")).toMatchObject({ accepted: true });
  });

  test("when it is half open: nothing is answered any more, not even pings", async () => {
    await startStandIn();
    const connection = connect();
    await untilOpen(connection);
    standIn.longConnections.freeze();
    await untilAgain(connection);
    expect(await say("help")).toMatchObject({ accepted: true });
  });

  test("when Feishu was away for a while", async () => {
    await startStandIn();
    const port = Number(new URL(standIn.url).port);
    const connection = connect();
    await untilOpen(connection);
    await standIn.close();
    await vi.waitUntil(() => connection.state().fault !== undefined, { timeout: 20_000 });
    expect(connection.state().fault).toContain("ECONNREFUSED");
    await startStandIn({ listenPort: port });
    await untilOpen(connection);
    expect(connection.state().fault).toBeUndefined();
  });
});

test("a wrong secret is told with Feishu's code, tried again, and never logged", async () => {
  await startStandIn();
  logged = "";
  const connection = connect(undefined, { appSecret: "another-secret" });
  const tries = () => standIn.calls.filter(({ path }) => path === "/callback/ws/endpoint").length;
  await vi.waitUntil(() => tries() > 2, { timeout: 20_000 });
  expect(connection.state()).toMatchObject({ isOpen: false, fault: expect.stringContaining("514") });
  expect(logged).toContain("Feishu refuses the long connection");
  expect(logged).not.toContain("another-secret");
});

test("after it is closed nothing connects any more", async () => {
  await startStandIn();
  const connection = connect();
  await untilOpen(connection);
  connection.close();
  await vi.waitUntil(() => standIn.longConnections.count() === 0, { timeout: 20_000 });
  expect(await say("help")).toMatchObject({ accepted: false });
});
