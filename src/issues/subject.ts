import { createHash } from "node:crypto";
import { fingerprint } from "../logs/fingerprint.ts";
import { lastFailed, type NightlyCase } from "./nightly-case.ts";

/** What one issue is about: a case, or many cases with one cause. */
export interface Subject {
  /** Unique in a repository, and safe inside an HTML comment or a command line. */
  readonly key: string;
  readonly scope: "case" | "package" | "message";
  /** The case that failed in most runs comes first. */
  readonly cases: readonly [NightlyCase, ...NightlyCase[]];
}

/** This many cases that fail together share one issue. */
const MANY = 4;
/** Cases beyond these are not listed. */
const MOST_CASES = 100;
const KEY_LENGTH = 300;

/** First groups of cases with the same message, then groups of one package; the rest stand alone. */
export function subjectsOf(cases: readonly NightlyCase[]): Subject[] {
  const messages = takeMany(cases, messageOf);
  const packages = takeMany(messages.rest, packageOf);
  return [
    ...messages.groups.map(([print, members]) => subject("message", print, members)),
    ...packages.groups.map(([name, members]) => subject("package", name, members)),
    ...packages.rest.map((each) => subject("case", each.name, [each])),
  ];
}

/** Our hidden mark in an issue's body: which subject it covers. A key holds nothing that could end the comment. */
export function marker(key: string): string {
  return `<!-- ci_stat: ${key} -->`;
}

/** The keys that a body is marked with. */
export function markedKeys(body: string): string[] {
  return [...body.matchAll(/<!-- ci_stat: (\S+) -->/g)].map(([, key]) => key ?? "");
}

export function caseKey(name: string): string {
  return keyOf("case", name);
}

/** The case of a key; undefined for a key of many cases, and for a long name that was cut. */
export function caseOfKey(key: string): string | undefined {
  const encoded = /^case:(.+)$/.exec(key)?.[1];
  if (encoded === undefined || encoded.length >= KEY_LENGTH) return undefined;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}

/** What its issue is found by. */
export function coveredBy({ key, cases }: Subject): { readonly key: string; readonly names: readonly string[] } {
  return { key, names: cases.map(({ name }) => name) };
}

/** Start of the newest run in which any of its cases failed, epoch milliseconds. */
export function lastFailedOf({ cases }: Subject): number {
  return Math.max(...cases.map(lastFailed));
}

type Group = readonly [string, readonly [NightlyCase, ...NightlyCase[]]];

function takeMany(
  cases: readonly NightlyCase[],
  sharedBy: (nightly: NightlyCase) => string | null,
): { readonly groups: readonly Group[]; readonly rest: readonly NightlyCase[] } {
  const byShared = new Map<string, [NightlyCase, ...NightlyCase[]]>();
  for (const each of cases) {
    const shared = sharedBy(each);
    if (shared === null) continue;
    const known = byShared.get(shared);
    if (known) known.push(each);
    else byShared.set(shared, [each]);
  }
  const groups = [...byShared].filter(([, members]) => members.length >= MANY);
  const taken = new Set<NightlyCase>(groups.flatMap(([, members]) => members));
  return { groups, rest: cases.filter((each) => !taken.has(each)) };
}

function subject(scope: Subject["scope"], name: string, cases: Subject["cases"]): Subject {
  const [first = cases[0], ...others] = cases.toSorted((one, other) => other.sightings.length - one.sightings.length);
  return { key: keyOf(scope, name), scope, cases: [first, ...others.slice(0, MOST_CASES - 1)] };
}

function keyOf(scope: Subject["scope"], name: string): string {
  // A lone surrogate, left where a long name was cut, has no encoding.
  const whole = name.replace(/\p{Surrogate}/gu, "\ufffd");
  const encoded = encodeURIComponent(whole).replace(/[!'()*~-]/g, percentEncoded);
  if (encoded.length <= KEY_LENGTH) return `${scope}:${encoded}`;
  const hash = createHash("sha256").update(name).digest("hex").slice(0, 20);
  return `${scope}:${encoded.slice(0, KEY_LENGTH - hash.length)}${hash}`;
}

function percentEncoded(sign: string): string {
  return `%${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase()}`;
}

function packageOf({ sightings }: NightlyCase): string | null {
  return sightings[0].failure.target;
}

/** A fingerprint of the case's message without its own name and place; null if it has none. */
function messageOf({ name, sightings }: NightlyCase): string | null {
  const { excerpt } = sightings[0].failure;
  const words = excerpt
    .replaceAll(name, "<case>")
    .replaceAll(name.split(/[./:]+/).at(-1) ?? name, "<case>")
    .replace(/[\w./-]+\.(?:go|rs|cc|java|py):\d+/g, "<place>")
    .trim();
  return words === "" ? null : fingerprint({ cause: "case", name: "", file: null, target: null, excerpt: words });
}
