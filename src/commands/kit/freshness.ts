import type { Freshness } from "../../view/framing.ts";
import type { Question, Sources } from "./command.ts";

/** Reads unread logs of the window until `readLogsUntilMs`, then tells how recent and complete the data are. */
export async function freshness({ runs, scanner }: Sources, { scope, readLogsUntilMs }: Question): Promise<Freshness> {
  const [pending, newest] = await Promise.all([scanner.catchUp(scope.window, readLogsUntilMs), runs.newest()]);
  return { pending, newest };
}
