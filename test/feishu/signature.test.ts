import { expect, test } from "vitest";
import { decrypt, isRecent, isSigned } from "../../src/feishu/signature.ts";

const headers = {
  timestamp: "1700000000",
  nonce: "nonce123",
  signature: "669e3ed5328644f71370e3249f96af0fd17e5ed4d7b178c44f11f7997339e344",
};
const body = Buffer.from('{"encrypt":"P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk="}');

test("the platform's own example is decrypted", () => {
  expect(decrypt("P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=", "test key")).toBe("hello world");
});

test("a challenge is decrypted to its JSON", () => {
  const sealed =
    "AAAAAAAAAAAAAAAAAAAAABgLw1kLwGFjbDY7DTSdFkuszGAWeX7Djo/olS6D+ZlEr/6n3YktNwBCf6A+B8QutLe0jgmB0tfXBJYwrvUWMRM=";
  expect(JSON.parse(decrypt(sealed, "test key"))).toEqual({
    challenge: "abc",
    token: "vtoken",
    type: "url_verification",
  });
});

test.each(["", "AAAA", "not base64 at all", "P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk="])(
  "what another key sealed, or nobody, is refused: %j",
  (sealed) => {
    expect(() => decrypt(sealed, "another key")).toThrow();
  },
);

test("a signature holds over the bytes as they came, and over no others", () => {
  expect(isSigned(body, headers, "test key")).toBe(true);
  expect(isSigned(Buffer.concat([body, Buffer.from(" ")]), headers, "test key")).toBe(false);
  expect(isSigned(body, headers, "another key")).toBe(false);
  expect(isSigned(body, { ...headers, nonce: "other" }, "test key")).toBe(false);
  expect(isSigned(body, { ...headers, signature: "" }, "test key")).toBe(false);
});

test.each([
  ["1700000000", 1_700_000_000_000, true],
  ["1700000000000", 1_700_000_000_000, true],
  ["1700000000", 1_700_000_000_000 + 7 * 3_600_000, true],
  ["1700000000", 1_700_000_000_000 + 13 * 3_600_000, false],
  ["1700000000", 1_700_000_000_000 - 13 * 3_600_000, false],
  ["", 1_700_000_000_000, false],
  ["soon", 1_700_000_000_000, false],
])("a request of %s at %d is recent: %s", (timestamp, now, expected) => {
  expect(isRecent(timestamp, now)).toBe(expected);
});
