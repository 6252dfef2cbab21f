import { loadConfig } from "../config.ts";
import { rescanView } from "../views/rescan.ts";
import type { View } from "../views/view.ts";
import { createApplication, systemClock } from "./application.ts";
import { readGivenRange } from "./given-range.ts";
import { createLogger } from "./logger.ts";

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
