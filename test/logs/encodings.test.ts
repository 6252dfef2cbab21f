import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { encodingsOf } from "../../src/logs/encodings.ts";
import { parseRules } from "../../src/logs/rule-file.ts";
import { scanLog } from "../../src/logs/scan-log.ts";
import { asChunks, scanText } from "./scan-text.ts";

const log = "+ go test ./...\n--- FAIL: TestCart (0.01s)\n    cart_test.go:7: 期望 2，得到 1\nFAIL\n";
// biome-ignore lint/suspicious/noTemplateCurlyInString: this is how a rule names a group
const { rules } = parseRules("- {regex: '编译失败：(?P<what>\\S+)', cause: compile, failure: '${what}'}");

describe("a log is read in any encoding", () => {
  test.each([
    ["UTF-16 with a byte order mark", Buffer.concat([Buffer.from([0xff, 0xfe]), iconv.encode(log, "utf-16le")])],
    ["UTF-16 without one", iconv.encode(log, "utf-16le")],
    ["UTF-16 of the other byte order", Buffer.concat([Buffer.from([0xfe, 0xff]), iconv.encode(log, "utf-16be")])],
    ["GBK", iconv.encode(log, "gbk")],
  ])("%s", async (_, bytes) => {
    const expected = (await scanText(log)).failures;
    expect((await scanText(bytes)).failures).toEqual(expected);
    const oneByOne = Array.from(bytes, (byte) => Uint8Array.of(byte));
    expect((await scanLog(asChunks(...oneByOne), { rules: [] })).binary).toBe(false);
    expect(expected[0]?.excerpt).toContain("期望 2");
  });
});

test("a Chinese rule finds its words in UTF-8 and in GBK", async () => {
  const text = "make\n编译失败：购物车.c\n";
  expect((await scanText(text, rules)).failures).toMatchObject([{ name: "购物车.c" }]);
  expect((await scanText(iconv.encode(text, "gbk"), rules)).failures).toMatchObject([{ name: "购物车.c" }]);
});

test("a log of less than four bytes is a log", async () => {
  expect((await scanText("a\nb")).lines).toBe(2);
});

test("a mark is searched for in GBK only if GBK has all of its characters", () => {
  expect(encodingsOf("错误: ").map((bytes) => bytes.length)).toEqual([8, 6]);
  expect(encodingsOf("✘ [ERROR")).toEqual([Buffer.from("✘ [ERROR")]);
});
