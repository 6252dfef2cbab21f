import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { readAnswer, readThrown } from "../../src/feishu/answer.ts";
import { clickResponse } from "../../src/feishu/click-response.ts";

describe("a call that failed", () => {
  const answered = (status: number, data?: object, headers = {}) => ({ response: { status, data, headers } });

  test.each([
    [
      "a missing scope",
      answered(400, { code: 99991672, msg: "no scope" }),
      { kind: "refused", error: { kind: "app" } },
    ],
    ["a dissolved chat", answered(400, { code: 232009, msg: "gone" }), { kind: "refused", error: { kind: "gone" } }],
    ["a code that nobody documented", answered(400, { code: 424242, msg: "?" }), { kind: "unknown_code" }],
    ["an old token", answered(401, { code: 99991663, msg: "token" }), { kind: "stale_token" }],
    ["an error page", answered(502), { kind: "unreachable", error: { maybeDone: true } }],
    ["status 500 with a code", answered(500, { code: 424242, msg: "?" }), { kind: "unreachable" }],
    ["a gateway's 429 without a code", answered(429), { kind: "busy", waitMs: undefined }],
    [
      "a 429 that says how long",
      answered(429, undefined, { "x-ogw-ratelimit-reset": "3" }),
      { kind: "busy", waitMs: 3_000 },
    ],
    [
      "a card that is clicked just now",
      answered(400, { code: 230099, msg: "Card action is locked" }),
      { kind: "busy" },
    ],
    ["a card that is malformed", answered(400, { code: 230099, msg: "bad card" }), { kind: "refused" }],
    ["nobody there", { code: "ECONNREFUSED" }, { kind: "unreachable", error: { maybeDone: false } }],
    ["no such name", { code: "ENOTFOUND" }, { kind: "unreachable", error: { maybeDone: false } }],
    ["a connection that broke", { code: "ECONNRESET" }, { kind: "unreachable", error: { maybeDone: true } }],
    ["a time-out", { code: "ECONNABORTED" }, { kind: "unreachable", error: { maybeDone: true } }],
  ])("%s", (_, thrown, outcome) => {
    expect(readThrown("send", thrown)).toMatchObject(outcome);
  });

  test("keeps what happened, and neither the request nor its token", () => {
    const outcome = readThrown("send", {
      code: "ECONNRESET",
      config: { headers: { Authorization: "Bearer t-secret" } },
    });
    expect(inspect(outcome, { depth: 9 })).not.toContain("t-secret");
  });
});

test("HTTP 200 may still say no", () => {
  expect(readAnswer("send", { code: 0, data: { message_id: "om_1" } })).toMatchObject({ kind: "ok" });
  expect(readAnswer("send", { code: 230002, msg: "not in the chat" })).toMatchObject({ kind: "refused" });
});

describe("the body that answers a click", () => {
  const text = { en_us: "Please wait", zh_cn: "请稍等" };

  test.each([
    ["warn", "warning"],
    ["info", "info"],
  ] as const)("a note of tone %s is a toast of type %s, in both languages", (tone, type) => {
    expect(clickResponse({ kind: "note", tone, text }, "zh_cn")).toEqual({
      toast: { type, content: "请稍等", i18n: text },
    });
  });

  test("nothing changes nothing", () => {
    expect(clickResponse({ kind: "nothing" }, "en_us")).toEqual({});
  });
});
