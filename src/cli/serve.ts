import { setTimeout as wait } from "node:timers/promises";
import { ConfigError, loadConfig, serviceFaults } from "../config.ts";
import { SECOND } from "../model/window.ts";
import { systemClock } from "../service/application.ts";
import { createLogger } from "../service/logger.ts";
import { embeddedFile } from "../service/own-tables.ts";
import { startService } from "../service/serve.ts";
import { createProgress } from "../terminal/progress.ts";
import { defineOperation } from "./operation.ts";
import { DONE } from "./surface.ts";

/** How long requests are still accepted after /readyz says that the service stops. */
const DRAIN_MS = 5 * SECOND;

export const serve = defineOperation({
  prints: false,
  async run({ terminal: { environment, cwd, out, err } }) {
    const config = loadConfig(environment, cwd);
    const faults = serviceFaults(config);
    if (faults.length > 0) throw new ConfigError(faults);
    const progress = createProgress(err);
    const log = createLogger(config.settings.log_level);
    for (const warning of config.warnings) log.warn(warning);
    if (config.settings.host === undefined && !config.demo)
      log.info({ file: embeddedFile(config.settings) }, "no host is configured: ci_data is in the embedded database");
    const service = await startService(config, systemClock, log).finally(progress.stop);
    const stopped = stopSignal();
    if (config.demo) out.write(`Playground ready: ${service.url}/\n`);
    else log.info({ url: service.url }, "listening");
    const signal = await stopped;
    log.info({ signal }, "stopping");
    // A person at the terminal need not wait. A load balancer takes a moment to send no more.
    await service.stop(signal === "SIGTERM" && !config.demo ? wait(DRAIN_MS) : undefined);
    return DONE;
  },
});

type StopSignal = "SIGINT" | "SIGTERM";

function stopSignal(): Promise<StopSignal> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve(signal));
  });
}
