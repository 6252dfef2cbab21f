import { expect, test } from "vitest";
import { cut, intOrNull, jsonWithin } from "../../../src/database/engine/cut.ts";

test.each([
  ["abc", 3, "abc"],
  ["abcd", 3, "abc"],
  // The emoji is two UTF-16 units: half of it is not a character.
  ["ab\u{1f4a5}", 3, "ab"],
  ["ab\u{1f4a5}", 4, "ab\u{1f4a5}"],
  ["a\u{1f4a5}b", 3, "a\u{1f4a5}"],
  [null, 3, null],
  [undefined, 3, null],
])("%j cut to %i is %j", (text, characters, wanted) => {
  expect(cut(text, characters)).toBe(wanted);
});

test.each([
  [["ab", "cd"], 11, '["ab","cd"]'],
  [["ab", "cd"], 10, '["ab"]'],
  // Three bytes each: the limit counts bytes, not characters.
  [["失败", "x"], 10, '["失败"]'],
  [["失败", "x"], 9, "[]"],
  [[], 2, "[]"],
])("%j within %i bytes is %s", (items, bytes, wanted) => {
  expect(jsonWithin(items, bytes)).toBe(wanted);
  expect(Buffer.byteLength(jsonWithin(items, bytes))).toBeLessThanOrEqual(bytes);
});

test.each([
  [2 ** 31 - 1, 2 ** 31 - 1],
  [2 ** 31, null],
  [-(2 ** 31), null],
  [1.5, null],
  [null, null],
])("an int column holds of %s: %s", (value, wanted) => {
  expect(intOrNull(value)).toBe(wanted);
});
