import type { Scope, Slice, Sort } from "../model/scope.ts";
import { inZone, startOfDay } from "../time/zone.ts";

/** A command's name, a value for it, or an option of its own. */
export type Word = string | { readonly option: string; readonly value: string };

/**
 * The command line that asks the same again, whenever it is run: the window is written out, since "yesterday" on a
 * card means the day before the card.
 */
export function commandLine(words: readonly Word[], scope?: Scope, zone = "UTC", slice?: Slice): string {
  const parts = words.map(written);
  if (scope) parts.push(rangeWords(scope.window, zone), ...filterWords(scope));
  if (slice) parts.push(...sliceWords(slice));
  return parts.join(" ");
}

/** The same about any time: a range is to be put after it. */
export function anyTimeLine(words: readonly Word[], scope: Scope, sort?: Sort): string {
  return [...words.map(written), ...filterWords(scope), ...sortWords(sort)].join(" ");
}

function written(word: Word): string {
  return typeof word === "string" ? quote(word) : `--${word.option} ${quote(word.value)}`;
}

function filterWords({ repo, branch, jobs, special }: Scope): string[] {
  return [
    ...(repo === undefined ? [] : ["--repo", quote(repo)]),
    ...(branch === undefined ? [] : ["--branch", quote(branch)]),
    ...jobs.flatMap((job) => ["--job", quote(job)]),
    ...(special ? ["--special"] : []),
  ];
}

/** The same list from a row on. */
export function skipping(command: string, rows: number): string {
  return `${command} --skip ${rows}`;
}

function sliceWords({ limit, offset, sort }: Slice): string[] {
  const part =
    offset === 0 ? [] : offset % limit === 0 ? ["--page", String(offset / limit + 1)] : ["--skip", String(offset)];
  return [...sortWords(sort), "--limit", String(limit), ...part];
}

function sortWords(sort: Sort | undefined): string[] {
  return sort === undefined ? [] : ["--sort", sort];
}

function rangeWords({ begin, end }: Scope["window"], zone: string): string {
  const date = (at: number) => inZone(at, zone).format("YYYY-MM-DD");
  if (begin === startOfDay(begin, zone) && end === startOfDay(end, zone) && end > begin) {
    const last = startOfDay(end, zone, -1);
    return last === begin ? date(begin) : `${date(begin)}..${date(last)}`;
  }
  const point = (at: number) => inZone(at, zone).format("YYYY-MM-DD[T]HH:mm:ss").replace(/:00$/, "");
  return `${point(begin)}..${point(end)}`;
}

/**
 * Quoted where the reader of command lines would take it apart. It knows no escapes: what it would change stands as `*`,
 * which means anything where names are looked for.
 */
function quote(word: string): string {
  const kept = word.replace(/[“”„「」‘’—–\u00a0\u3000\u200b]|^-/g, "*");
  if (/^[^\s"']+$/.test(kept)) return kept;
  return kept.includes('"') ? `'${kept.replaceAll("'", "*")}'` : `"${kept}"`;
}
