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
  }
  if (slice) parts.push("--limit", String(slice.limit));
  if (slice && slice.offset > 0) parts.push("--page", String(Math.floor(slice.offset / slice.limit) + 1));
  return parts.join(" ");
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

/** Quoted where the reader of command lines would take it apart; it knows no escapes, so one kind of quote must go. */
function quote(word: string): string {
  if (/^[^\s"']+$/.test(word)) return word;
  return word.includes('"') ? `'${word.replaceAll("'", "")}'` : `"${word}"`;
}
