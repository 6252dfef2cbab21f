import fc from "fast-check";
import { expect, test } from "vitest";
import { buildGate } from "../../src/logs/gate.ts";
import { pages } from "../../src/logs/pages.ts";
import { openSearch } from "../../src/logs/search.ts";
import { createSieve } from "../../src/logs/sieve/sieve.ts";
import { asChunks } from "./scan-text.ts";

/** The numbers of the lines that each owner got. */
async function handed(text: string, marksByOwner: string[][]): Promise<{ lines: number; byOwner: number[][] }> {
  const byOwner: number[][] = marksByOwner.map(() => []);
  const gate = buildGate(marksByOwner);
  const sieve = createSieve(gate.keys());
  const search = openSearch(gate, sieve, (owner, at) => byOwner[owner]?.push(at({ levels: "keep", own: null }).number));
  for await (const page of pages(asChunks(text), sieve.buffer)) {
    let at: number | null = null;
    do at = search.search(page, at);
    while (at !== null);
  }
  return { lines: search.lines(), byOwner };
}

const letter = fc.constantFrom("a", "b", "e", "r", "o", " ", ":", "失", "\t");
const mark = fc.string({ unit: letter, minLength: 6, maxLength: 14 });
const line = fc.string({ unit: letter, maxLength: 60 });

test("each owner gets exactly the lines that contain one of its marks, once each", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(mark, { maxLength: 4 }), { maxLength: 4 }),
      fc.array(line),
      async (marks, lines) => {
        const all = [...lines, ...marks.flat().map((text) => `x${text}y${text}`)];
        const { byOwner, lines: count } = await handed(all.map((text) => `${text}\n`).join(""), marks);
        const expected = marks.map((own) =>
          all.flatMap((text, index) => (own.some((part) => text.includes(part)) ? [index + 1] : [])),
        );
        expect(byOwner).toEqual(expected);
        expect(count).toBe(all.length);
      },
    ),
    { numRuns: 500 },
  );
});

test("a mark that begins with a newline is found at the beginning of a line, also of the first", async () => {
  const { byOwner } = await handed("FAIL\tx\nno FAIL\tx\nFAIL\ty", [["\nFAIL\t"]]);
  expect(byOwner).toEqual([[1, 3]]);
});

test("a mark too short to be found at every position is refused", () => {
  expect(() => buildGate([["short"]])).toThrow(/shorter than 6 bytes/);
});
