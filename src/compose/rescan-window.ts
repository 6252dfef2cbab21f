import { loadConfig } from "../config.ts";
import { say } from "../model/text.ts";
import { readRange } from "../time/range.ts";
import { mistakeView } from "../views/mistake.ts";
import { rescanView } from "../views/rescan.ts";
import type { View } from "../views/view.ts";
import { createApplication, systemClock } from "./application.ts";
import { createLogger } from "./logger.ts";

/** `rescan`: applies the rules of today to logs that were read with older ones. */
export async function rescanWindow(
  environment: NodeJS.ProcessEnv,
  cwd: string,
  range: string,
  onRead: (read: number) => void,
): Promise<View> {
  const { settings } = loadConfig(environment, cwd);
  const zone = settings.timezone;
  const answer = readRange(range || "7d", systemClock.now(), zone);
  if (answer.kind !== "range") {
    const message = say(`“${range}” is no range of time that I know.`, `看不懂时间范围“${range}”。`);
    return mistakeView({ message, tries: [] });
  }
  const application = createApplication(settings, createLogger("warn"), systemClock);
  try {
    const { scanner } = await application.sources();
    const { window } = answer.range;
    return rescanView({ window, zone, ...(await scanner.rescan(window, onRead)) });
  } finally {
    await application.close();
  }
}
