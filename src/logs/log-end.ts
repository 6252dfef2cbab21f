import { decodeLine } from "./encodings.ts";
import { trimBlank } from "./excerpt.ts";
import { shorten } from "./finding.ts";
import { maskSecrets } from "./mask-secrets.ts";
import type { BytePage } from "./pages.ts";
import { peelLines } from "./prefixes.ts";

const BYTES = 8 << 10;
const LINES = 20;
/** What Jenkins prints about its steps tells nothing about the failure. */
const NOISE = /^\[Pipeline\] /;

/** The last lines of a log, from its last page, without time stamps and with secrets masked. */
export function logEnd({ buffer, held }: BytePage): string {
  const begin = Math.max(1, held - BYTES);
  const bytes = buffer.subarray(begin === 1 ? 1 : buffer.indexOf(10, begin) + 1, held);
  const raws = bytes.toString("latin1").split("\n");
  const texts = peelLines(
    raws.map((raw) => decodeLine(Buffer.from(raw, "latin1"))),
    "keep",
  );
  const lines = texts.flatMap(({ text }, number) => (NOISE.test(text) ? [] : [{ text, number }]));
  const last = trimBlank(lines).slice(-LINES);
  return maskSecrets(shorten(last.map(({ text }) => text)).join("\n"));
}
