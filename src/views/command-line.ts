import type { Scope, Slice } from "../model/scope.ts";
import { inZone, startOfDay } from "../time/zone.ts";

/**
 * The command line that asks the same again, whenever it is run: the window is written out, since "yesterday" on a
 * card means the day before the card.
 */
export function commandLine(words: readonly string[], scope?: Scope, zone = "UTC", slice?: Slice): string {
  const parts = [...words.map(quote)];
  if (scope) {
    parts.push(rangeWords(scope.window, zone));
    if (scope.repo !== undefined) parts.push("--repo", quote(scope.repo));
    if (scope.branch !== undefined) parts.push("--branch", quote(scope.branch));
    for (const job of scope.jobs) parts.push("--job", quote(job));
    if (scope.special) parts.push("--special");
  }
  if (slice) parts.push(...sliceWords(slice));
  return parts.join(" ");
}

/** The same list from a row on. */
export function skipping(command: string, rows: number): string {
  return `${command} --skip ${rows}`;
}

function sliceWords({ limit, offset, sort }: Slice): string[] {
  const part =
    offset === 0 ? [] : offset % limit === 0 ? ["--page", String(offset / limit + 1)] : ["--skip", String(offset)];
  return [...(sort === undefined ? [] : ["--sort", sort]), "--limit", String(limit), ...part];
}

export function rangeWords({ begin, end }: Scope["window"], zone: string): string {
  const date = (at: number) => inZone(at, zone).format("YYYY-MM-DD");
  if (begin === startOfDay(begin, zone) && end === startOfDay(end, zone) && end > begin) {
    const last = startOfDay(end, zone, -1);
    return last === begin ? date(begin) : `${date(begin)}..${date(last)}`;
  }
  const point = (at: number) => inZone(at, zone).format("YYYY-MM-DD[T]HH:mm:ss").replace(/:00$/, "");
  return `${point(begin)}..${point(end)}`;
}

/** Quoted where the reader of command lines would take it apart; it knows no escapes, so one kind of quote must go. */
function quote(word: string): string {
  if (/^[^\s"']+$/.test(word)) return word;
  return word.includes('"') ? `'${word.replaceAll("'", "")}'` : `"${word}"`;
}
