import { loadConfig } from "../config.ts";
import { createApplication, systemClock } from "../service/application.ts";
import { createLogger } from "../service/logger.ts";
import type { View } from "../view/view.ts";
import { readGivenRange } from "./given-range.ts";
import { rescanView } from "./rescan-view.ts";

/** `rescan`: applies the rules of today to logs that were read with older ones. */
export async function rescanWindow(
  environment: NodeJS.ProcessEnv,
  cwd: string,
  range: string,
  progress: { done(logs: number): void },
): Promise<View> {
  const { settings } = loadConfig(environment, cwd);
  const zone = settings.timezone;
  const { window } = readGivenRange(range || "7d", systemClock.now(), zone);
  const application = createApplication(settings, createLogger("warn"), systemClock);
  try {
    const { scanner } = await application.sources();
    return rescanView({ window, zone, ...(await scanner.rescan(window, () => progress.done(1))) });
  } finally {
    await application.close();
  }
}
