import { failureCauses } from "../../model/failure.ts";
import type { Freshness } from "../../view/framing.ts";
import type { Question, Sources } from "./command.ts";

export const everyCause = failureCauses;

/** Reads the logs of the window that were not read yet, as far as patience goes, and says how fresh the data are. */
export async function freshness({ runs, scanner }: Sources, { scope, patience }: Question): Promise<Freshness> {
  const [pending, newest] = await Promise.all([scanner.catchUp(scope.window, patience), runs.newest()]);
  return { pending, newest };
}
