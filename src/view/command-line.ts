import type { Scope, Slice, Sort } from "../model/scope.ts";
import { inZone, startOfDay } from "../time/zone.ts";

/** A command name, an argument, or an option with its value. */
export type CommandWord = string | { readonly option: string; readonly value: string };

/**
 * A command line that asks the same question whenever it is run. The window is written as dates: "yesterday" on a card
 * means the day before the card was made.
 */
export function commandLine(words: readonly CommandWord[], scope?: Scope, zone = "UTC", slice?: Slice): string {
  const parts = words.map(written);
  if (scope) parts.push(rangeWords(scope.window, zone), ...filterWords(scope));
  if (slice) parts.push(...sliceWords(slice));
  return parts.join(" ");
}

/** A command line without a range, which the reader appends. */
export function anyTimeLine(words: readonly CommandWord[], scope: Scope, sort?: Sort): string {
  return [...words.map(written), ...filterWords(scope), ...sortWords(sort)].join(" ");
}

function written(word: CommandWord): string {
  return typeof word === "string" ? quote(word) : `--${word.option} ${quote(word.value)}`;
}

function filterWords({ repo, branch, jobs, special, all }: Scope): string[] {
  return [
    ...(all ? ["--all"] : []),
    ...(repo === undefined ? [] : ["--repo", quote(repo)]),
    ...(branch === undefined ? [] : ["--branch", quote(branch)]),
    ...jobs.flatMap((job) => ["--job", quote(job)]),
    ...(special ? ["--special"] : []),
  ];
}

/** A list command that leaves out the first rows. */
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
 * Quotes a word that would be split. The command line reader knows no escapes, so characters that it would change become
 * `*`, which matches anything in a name.
 */
function quote(word: string): string {
  const kept = word.replace(/[“”„「」‘’—–\u00a0\u3000\u200b]|^-/g, "*");
  if (/^[^\s"']+$/.test(kept)) return kept;
  return kept.includes('"') ? `'${kept.replaceAll("'", "*")}'` : `"${kept}"`;
}
