import { loadConfig } from "../config.ts";
import { createApplication, systemClock } from "../service/application.ts";
import { createTerminalLogger } from "../service/logger.ts";
import { createProgress } from "../terminal/progress.ts";
import type { View } from "../view/view.ts";
import { readGivenRange } from "./input-error.ts";
import { defineOperation } from "./operation.ts";
import { rescanView } from "./rescan-view.ts";
import type { Terminal } from "./surface.ts";

export const rescan = defineOperation({
  prints: true,
  shape(command) {
    command.argument("[range...]", "7d, yesterday, 2021-06-19..2021-06-21");
  },
  run({ terminal, args }) {
    const progress = createProgress(terminal.err, "logs");
    return rescanWindow(args.join(" "), terminal, () => progress.done(1)).finally(progress.stop);
  },
});

async function rescanWindow(range: string, { environment, cwd, err }: Terminal, onLogRead: () => void): Promise<View> {
  const { settings } = loadConfig(environment, cwd);
  const zone = settings.timezone;
  const { window } = readGivenRange(range || "7d", systemClock.now(), zone);
  const application = createApplication(settings, "existing", createTerminalLogger("warn", err), systemClock);
  try {
    const { scanner } = await application.sources();
    return rescanView({ window, zone, ...(await scanner.rescan(window, onLogRead)) });
  } finally {
    await application.close();
  }
}
