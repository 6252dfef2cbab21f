import type { Window } from "../../model/window.ts";
import { backfillOf } from "../../stats/backfill.ts";
import type { Freshness } from "../../view/framing.ts";
import type { Question, Sources } from "./command.ts";

/** Reads unread logs of the window until `readLogsUntilMs`, then tells how recent and complete the data are. */
export async function freshness(sources: Sources, { scope, readLogsUntilMs }: Question): Promise<Freshness> {
  const [pending, recent] = await Promise.all([
    sources.scanner.catchUp(scope.window, readLogsUntilMs),
    recency(sources, scope.window),
  ]);
  return { ...recent, pending };
}

/** How recent and complete the runs are, whatever their logs say. */
export async function recency(
  { runs, polls }: Pick<Sources, "runs" | "polls">,
  window: Window,
): Promise<Omit<Freshness, "pending">> {
  const [newest, poll] = await Promise.all([runs.newest(), polls?.last()]);
  return { newest, backfill: backfillOf(poll, window) };
}
