import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { sweepFile } from "../../../src/sources/files/sweep-file.ts";

const folder = mkdtempSync(path.join(tmpdir(), "ci-stat-sweep-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function fileOf(bytes: number): { file: string; content: Buffer } {
  const content = Buffer.from(Array.from({ length: bytes }, (_, index) => (index * 31 + (index >> 8)) % 251));
  const file = path.join(folder, String(bytes));
  writeFileSync(file, content);
  return { file, content };
}

test.each([0, 1, 1 << 20, (1 << 20) + 1, (3 << 20) + 77])(
  "all of a file of %i bytes is read, in order",
  async (bytes) => {
    const { file, content } = fileOf(bytes);
    const chunks: Buffer[] = [];
    for await (const chunk of sweepFile(file)) chunks.push(Buffer.from(chunk));
    expect(Buffer.concat(chunks).equals(content)).toBe(true);
  },
);

test("whoever stops early leaves no file open", async () => {
  const { file } = fileOf(5 << 20);
  for (let round = 0; round < 50; round++) for await (const chunk of sweepFile(file)) if (chunk.length > 0) break;
  const sweep = sweepFile(file);
  expect((await sweep.next()).done).toBe(false);
  expect((await sweep.return(undefined)).done).toBe(true);
  expect((await sweep.next()).done).toBe(true);
});

test("a file that is not there is a fault with its code", async () => {
  await expect(sweepFile(path.join(folder, "none")).next()).rejects.toMatchObject({ code: "ENOENT" });
});
