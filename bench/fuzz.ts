import { randomInt } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { readResults } from "../src/logs/results/read-results.ts";
import { parseRules } from "../src/logs/rule-file.ts";
import { builtinRules, rulesForJob } from "../src/logs/rules.ts";
import { scanLog } from "../src/logs/scan-log.ts";

/**
 * `npm run fuzz -- --minutes 10 [--only scanner]`: feeds mutated logs, rules and test results to their readers. The first input that
 * throws, or that keeps the process busy for longer than STALL_MS without giving others a turn, is written to a file.
 */
const STALL_MS = 100;
const MAX_BYTES = 256 << 10;
const SPICE = [
  "\r",
  "\u001b[31m",
  "\u001b[8mha:",
  "\0",
  "\ufeff",
  "：",
  "\t",
  "]]>",
  "&#0;",
  "<!DOCTYPE",
  ["$", "{x}"].join(""),
  "(?P<a>",
  "{1000}",
];

const { values } = parseArgs({ options: { minutes: { type: "string", default: "10" }, only: { type: "string" } } });
const until = Date.now() + Number(values.minutes) * 60_000;

interface Target {
  readonly name: string;
  readonly seeds: readonly Buffer[];
  read(input: Buffer): Promise<unknown>;
}

async function* inPieces(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; ) {
    const end = at + 1 + randomInt(1 << 16);
    yield bytes.subarray(at, end);
    at = end;
  }
}

const targets: readonly Target[] = [
  {
    name: "scanner",
    seeds: filesIn("../test/fixtures/logs", /\.log$/),
    read: (input) => scanLog(inPieces(input), rulesForJob(builtinRules(), "unit")),
  },
  {
    name: "rule loader",
    seeds: [
      ...filesIn("../docs", /log-rules\.md$/),
      Buffer.from(JSON.stringify([{ regex: "a fixed text", key: "env" }])),
    ],
    read: async (input) => {
      const { rules } = parseRules(input.toString("utf8").slice(0, 8 << 10));
      if (rules.rules.length > 0) await scanLog(inPieces(pick(targets[0]?.seeds ?? [])), rules);
    },
  },
  {
    name: "test results",
    seeds: filesIn("../test/fixtures", /\.(?:xml|json)$/).filter((seed) =>
      /<testsuite|<result|"suites"/.test(seed.toString("utf8")),
    ),
    read: (input) => readResults(inPieces(input), randomInt(4) === 0 ? "json" : "xml"),
  },
];

function filesIn(folder: string, wanted: RegExp): Buffer[] {
  const root = new URL(`${folder}/`, import.meta.url).pathname;
  const names = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) => wanted.test(name));
  return names.map((name) => readFileSync(path.join(root, name)));
}

function pick<Item>(list: readonly Item[]): Item {
  return list[randomInt(list.length)] as Item;
}

/** One to eight changes: bytes, lines and pieces of other seeds, doubled, cut, moved or spoilt. */
function mutate(seeds: readonly Buffer[]): Buffer {
  let bytes = Buffer.from(pick(seeds));
  for (let count = 1 + randomInt(8); count > 0; count--) {
    const at = randomInt(bytes.length + 1);
    const end = Math.min(bytes.length, at + randomInt(2000));
    const [before, piece, after] = [bytes.subarray(0, at), bytes.subarray(at, end), bytes.subarray(end)];
    const other = pick(seeds);
    const from = randomInt(other.length + 1);
    const inserts: readonly (() => Buffer)[] = [
      () => Buffer.alloc(0),
      () => Buffer.concat(Array.from({ length: 1 + randomInt(40) }, () => piece)),
      () => Buffer.concat([piece, other.subarray(from, from + randomInt(4000))]),
      () => Buffer.concat([piece, Buffer.from(pick(SPICE).repeat(1 + randomInt(30)))]),
      () => Buffer.from(piece.map((byte) => (randomInt(20) === 0 ? randomInt(256) : byte))),
      () =>
        Buffer.concat([
          piece,
          Buffer.from(pick(["a", "(", "[", "-", " ", "/", "x.go:1:", "[a] "]).repeat(randomInt(9000))),
        ]),
      () => Buffer.from(piece.filter((byte) => byte !== 10)),
    ];
    bytes = Buffer.concat([before, pick(inserts)(), after]).subarray(0, MAX_BYTES);
  }
  return bytes;
}

/** Processor time counts, not the clock's: others may keep this machine busy. */
function busyMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

function report(name: string, input: Buffer, why: string): never {
  const file = path.join(tmpdir(), `ci-stat-fuzz-${Date.now()}`);
  writeFileSync(file, input);
  console.error(`${name}: ${why}; the input is in ${file}`);
  process.exit(1);
}

const chosen = targets.filter(({ name }) => values.only === undefined || name === values.only);
let longestMs = 0;
const runs = new Map<string, number>();
for (const { seeds, read } of chosen) for (const seed of seeds.slice(0, 20)) await read(seed);
while (Date.now() < until) {
  const { name, seeds, read } = pick(chosen);
  const input = mutate(seeds);
  let turn = process.cpuUsage();
  let stallMs = 0;
  const look = (): void => {
    stallMs = Math.max(stallMs, busyMs(turn));
    turn = process.cpuUsage();
  };
  const watch = setInterval(look, 1);
  await read(input).catch((error: unknown) => report(name, input, String((error as Error).stack)));
  look();
  clearInterval(watch);
  if (stallMs > STALL_MS) report(name, input, `busy for ${stallMs.toFixed(0)} ms`);
  longestMs = Math.max(longestMs, stallMs);
  runs.set(name, (runs.get(name) ?? 0) + 1);
}
const counts = [...runs].map(([name, count]) => `${name} ${count}`).join(", ");
console.log(`no crash; longest turn ${longestMs.toFixed(0)} ms; inputs: ${counts}`);
