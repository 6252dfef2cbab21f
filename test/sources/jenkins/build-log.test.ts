import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { RefusedError, UnreachableError } from "../../../src/ports/errors.ts";
import type { LogSource, OpenLog } from "../../../src/ports/logs.ts";
import { jenkinsLogs } from "../../../src/sources/jenkins/build-log.ts";
import { createJenkins } from "../../../src/sources/jenkins/client.ts";
import { createJenkinsSite } from "../../../src/sources/jenkins/site.ts";
import { standingClock } from "../../support/clock.ts";
import { type JenkinsStandIn, startJenkins } from "../../support/jenkins.ts";
import { readText } from "../../support/read-text.ts";

const token = "11aabbccddeeff00112233445566778899";
const text = Array.from({ length: 20_000 }, (_, index) => `line ${index + 1} 失败\n`).join("");
const sent = text.replaceAll("\n", "\r\n");
const unit = { job: "team/unit test", id: 7 };
const clock = standingClock(0);
let jenkins: JenkinsStandIn;
let logs: LogSource;

beforeEach(async () => {
  jenkins = await startJenkins(`bot:${token}`);
  logs = logsWith({ user: "bot", token });
  jenkins.setLog("job/team/job/unit test/7", text);
});
afterEach(() => jenkins.stop());

function logsWith(access: { user?: string; token?: string; url?: string; timeoutMs?: number }): LogSource {
  const client = createJenkins({ url: `${jenkins.url}/`, timeoutMs: 20_000, retryMs: 5, ...access });
  return jenkinsLogs(createJenkinsSite(client, clock), clock);
}

async function openedLog(source = logs): Promise<OpenLog> {
  const answer = await source.open(unit);
  if (answer.kind !== "log") throw new Error(`no log: ${JSON.stringify(answer)}`);
  return answer;
}

test("a log is read with the user's token, from a folder job", async () => {
  const log = await openedLog();
  expect(log).toMatchObject({ size: null, growing: false });
  expect((await readText(log)).text).toBe(sent);
  expect(jenkins.asked[0]).toBe("/job/team/job/unit%20test/7/logText/progressiveText?start=0");
});

test("a small log costs one request, from any byte on", async () => {
  jenkins.setLog("job/team/job/unit test/7", "one\ntwo\n");
  const log = await openedLog();
  expect(log).toMatchObject({ size: 10, growing: false, version: "built" });
  expect((await readText(log)).text).toBe("one\r\ntwo\r\n");
  expect((await readText(log, 5)).text).toBe("two\r\n");
  expect((await readText(log, 10)).text).toBe("");
  expect(jenkins.asked).toHaveLength(1);
});

test("a large log is not read until it is wanted, and then compressed", async () => {
  const log = await openedLog();
  const opening = jenkins.textBytes;
  expect((await readText(log)).text).toBe(sent);
  expect(jenkins.asked).toHaveLength(2);
  expect(jenkins.textBytes - opening).toBeLessThan(sent.length / 4);
});

test("a small log whose connection breaks is read all the same", async () => {
  jenkins.setLog("job/team/job/unit test/7", "a line that is broken off\n");
  jenkins.breakNext(5);
  const log = await openedLog();
  expect((await readText(log)).text).toBe("a line that is broken off\r\n");
});

test("a page that asks for a login is no log", async () => {
  const page = createServer((_, response) => response.setHeader("Content-Type", "text/html").end("<form>Login</form>"));
  await new Promise<void>((resolve) => page.listen(0, "127.0.0.1", resolve));
  const { port } = page.address() as AddressInfo;
  await expect(logsWith({ url: `http://127.0.0.1:${port}` }).open(unit)).rejects.toThrow("jenkins_url");
  page.close();
  page.closeAllConnections();
});

test("a log that comes in pieces is whole", async () => {
  jenkins.pieceBytes = 100_000;
  expect((await readText(await openedLog())).text).toBe(sent);
  expect(jenkins.asked.filter((path) => path.includes("progressiveText")).length).toBeGreaterThan(3);
});

test("a connection that breaks is taken up where it broke, not anew and not twice", async () => {
  jenkins.pieceBytes = 200_000;
  for (const bytes of [1, 100_000, 70_001]) jenkins.breakNext(bytes);
  expect((await readText(await openedLog())).text).toBe(sent);
  expect((await readText(await openedLog(), 12_345)).text).toBe(Buffer.from(sent).subarray(12_345).toString());
});

test("a server that is overwhelmed or silent for a moment is asked again", async () => {
  // Long enough for an answer on a busy machine; one that is too late anyway is asked for again.
  const log = await openedLog(logsWith({ user: "bot", token, timeoutMs: 3000 }));
  jenkins.failNext(503, 429, 0);
  expect((await readText(log)).text).toBe(sent);
});

test("a server that stays away cannot be reached, and its error holds no secret", async () => {
  jenkins.failNext(500, 500, 500, 500);
  const away = await logs.open(unit).catch((error: unknown) => error);
  expect(away).toBeInstanceOf(UnreachableError);
  await jenkins.stop();
  const url = jenkins.url.replace("//", `//bot:${token}@`);
  const gone = await logsWith({ url })
    .open(unit)
    .catch((error: unknown) => error as Error);
  expect(gone).toBeInstanceOf(UnreachableError);
  const said = JSON.stringify(gone, Object.getOwnPropertyNames(gone)) + String((gone as Error).cause);
  expect(said).not.toContain(token);
});

test("credentials may stand in the address", async () => {
  const url = jenkins.url.replace("//", `//bot:${token}@`);
  expect((await readText(await openedLog(logsWith({ url })))).text).toBe(sent);
});

test("a log that breaks every time is unreachable, not short", async () => {
  const log = await openedLog();
  for (let times = 0; times < 10; times++) jenkins.breakNext(5000);
  await expect(readText(log)).rejects.toBeInstanceOf(UnreachableError);
});

test("a build that is gone has no log; who is not let in is told which setting to look at", async () => {
  expect(await logs.open({ job: "team/unit test", id: 8 })).toEqual({ kind: "none" });
  for (const access of [{}, { user: "bot", token: "0ther-t0ken" }]) {
    const refused = await logsWith(access)
      .open(unit)
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(RefusedError);
    expect((refused as Error).message).toContain("jenkins_token");
    expect((refused as Error).message).not.toContain("0ther");
  }
});

test("where no Jenkins is, a build that is not found is no build that is gone", async () => {
  const elsewhere = logsWith({ user: "bot", token, url: `${jenkins.url}/job/team` });
  await expect(elsewhere.open(unit)).rejects.toThrow("jenkins_url");
});

test("a build that still runs grows, and what is there by now is read", async () => {
  jenkins.setLog("job/team/job/unit test/7", "one\n", { building: true });
  const log = await openedLog();
  expect(log.growing).toBe(true);
  expect((await readText(log)).text).toBe("one\r\n");
  jenkins.setLog("job/team/job/unit test/7", "one\ntwo\n");
  const ended = await openedLog();
  expect(ended.growing).toBe(false);
  expect(ended.version).not.toBe(log.version);
});

test("job names stay inside their place in the address", async () => {
  jenkins.setLog("job/a?b#c%2F/1", "odd\n");
  const odd = await logs.open({ job: "a?b#c%2F", id: 1 });
  expect(odd.kind === "log" && (await readText(odd)).text).toBe("odd\r\n");
  for (const job of ["..", "a/../b", "", "a//b"]) expect(await logs.open({ job, id: 1 })).toEqual({ kind: "none" });
});
