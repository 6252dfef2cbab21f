import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, request, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { startFeishuStandIn } from "../../src/playground/stand-in/stand-in.ts";
import { systemClock } from "../../src/service/application.ts";
import { cardText } from "../support/card-text.ts";
import { startTestService, type TestService } from "../support/service.ts";

const clientConfig = { PingInterval: 1, ReconnectCount: -1, ReconnectInterval: 0.1, ReconnectNonce: 0.05 };

describe("a service with feishu_mode websocket", () => {
  let running: TestService;
  afterEach(() => running.stop());

  const start = (settings: Record<string, string> = {}) =>
    startTestService({ feishu_mode: "websocket", ...settings }, systemClock, { clientConfig });
  const readiness = async () => (await fetch(`${running.service.url}/readyz`)).status;

  test("answers commands and clicks without an encrypt key, and takes no webhook", async () => {
    running = await start();
    await expect.poll(readiness).toBe(200);
    const { message } = await running.ask("help");
    const value = { v: 1, command: "help summary" };
    expect(await running.standIn.click(message.messageId, { tag: "button", value })).toMatchObject({ code: 0 });
    const changed = running.standIn.message(message.messageId)?.content ?? "";
    expect(cardText(JSON.parse(changed))).toContain("summary");
    const events = await fetch(`${running.service.url}/feishu/events`, { method: "POST", body: "{}" });
    expect(events.status).toBe(404);
    expect((await running.ask("status")).text).toMatch(/Long connection\s+opened just now; last event just now/);
  });

  test("goes on answering after Feishu closed the connection", async () => {
    running = await start();
    await expect.poll(readiness).toBe(200);
    running.standIn.longConnections.drop();
    await expect.poll(running.standIn.longConnections.count).toBe(1);
    expect((await running.ask("help")).text).toContain("Commands");
  });

  test("is not ready while Feishu refuses the connection, and says why", async () => {
    running = await start({ app_secret: "another-secret" });
    const reasons = async () => (await fetch(`${running.service.url}/readyz`)).text();
    await expect.poll(reasons).toContain("connection: the long connection is not open");
    await expect.poll(reasons).toContain("(514)");
    expect(await readiness()).toBe(503);
  });
});

describe("a process in an empty folder, with the app's id and secret only", () => {
  let child: ChildProcess | undefined;
  let folder = "";
  afterEach(() => {
    child?.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  });

  function serve(environment: Record<string, string>): void {
    folder = mkdtempSync(path.join(tmpdir(), "ci-stat-five-minutes-"));
    const main = path.resolve("src/main.ts");
    const { PATH = "" } = process.env;
    child = spawn(process.execPath, ["--import", import.meta.resolve("tsx"), main, "serve"], {
      cwd: folder,
      env: { PATH, HOME: folder, CI_STAT_LISTEN_PORT: "0", ...environment },
      stdio: "ignore",
    });
  }

  test("answers over the long connection, through a proxy where one is named", async () => {
    const app = { appId: "cli_0123456789abcdef", appSecret: "a-secret-of-the-app" };
    const proxy = await startProxy();
    const standIn = await startFeishuStandIn({
      ...app,
      encryptKey: "k",
      verificationToken: "t",
      eventsUrl: () => "",
      mode: "websocket",
      retryDelaysMs: [100, 100, 1000, 10_000],
    });
    serve({
      CI_STAT_APP_ID: app.appId,
      CI_STAT_APP_SECRET: app.appSecret,
      CI_STAT_FEISHU_DOMAIN: standIn.url,
      HTTP_PROXY: proxy.url,
    });
    await expect.poll(standIn.longConnections.count).toBe(1);
    const { message: question } = standIn.say(standIn.privateChat.chatId, "help");
    const answer = await standIn.waitForMessage(({ parentId }) => parentId === question.messageId, 60_000);
    expect(cardText(JSON.parse(answer.content))).toContain("Commands");
    const { host } = new URL(standIn.url);
    expect(proxy.asked).toContain(`CONNECT ${host}`);
    expect(proxy.asked.filter((each) => !each.endsWith(host))).toEqual([]);
    await standIn.close();
    proxy.stop();
  });
});

/** A forward proxy that notes which hosts it was asked for. */
async function startProxy(): Promise<{ url: string; asked: string[]; stop(): Server }> {
  const asked: string[] = [];
  const server = createServer((asking, answer) => {
    const { host } = new URL(asking.url ?? "");
    asked.push(`${asking.method} ${host}`);
    const onward = request(asking.url ?? "", { method: asking.method, headers: asking.headers }, (got) => {
      answer.writeHead(got.statusCode ?? 502, got.headers);
      got.pipe(answer);
    });
    asking.pipe(onward);
  });
  server.on("connect", ({ url = "" }, socket) => {
    asked.push(`CONNECT ${url}`);
    const { hostname, port } = new URL(`http://${url}`);
    const onward = connect(Number(port), hostname, () => {
      socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      onward.pipe(socket).pipe(onward);
    });
    onward.on("error", () => socket.destroy());
    socket.on("error", () => onward.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    stop() {
      server.closeAllConnections();
      return server.close();
    },
  };
}
