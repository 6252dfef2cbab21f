import type { Settings } from "../config.ts";
import { MINUTE, SECOND } from "../model/window.ts";
import type { OpenStores } from "./stores.ts";

/** How often Jenkins is asked for new builds, milliseconds; 0 for never, where another program fills `ci_data`. */
export function pollPeriodMs({ jenkins_poll_seconds }: Settings, { isOurs }: Pick<OpenStores, "isOurs">): number {
  if (jenkins_poll_seconds !== undefined) return jenkins_poll_seconds * SECOND;
  return isOurs ? MINUTE : 0;
}
