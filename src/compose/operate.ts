import { makeFast } from "../adapters/database/ci-data.ts";
import { ConfigError, loadConfig, serviceFaults } from "../config.ts";
import { createApplication, systemClock } from "./application.ts";
import { createLogger } from "./logger.ts";
import { startService } from "./serve.ts";

interface Output {
  write(text: string): unknown;
}

/** Runs the service until it is told to stop. */
export async function serve(environment: NodeJS.ProcessEnv, cwd: string, out: Output): Promise<number> {
  const config = loadConfig(environment, cwd);
  const faults = serviceFaults(config);
  if (faults.length > 0) throw new ConfigError(faults);
  const log = createLogger(config.settings.log_level);
  for (const warning of config.warnings) log.warn(warning);
  const service = await startService(config, systemClock, log);
  if (config.demo) out.write(`Playground ready: ${service.url}/\n`);
  else log.info({ url: service.url }, "listening");
  await stopSignal();
  log.info("stopping");
  await service.stop();
  return 0;
}

/** Brings the tables up to date and adds to `ci_data` what makes counting fast, where we may. */
export async function migrate(environment: NodeJS.ProcessEnv, cwd: string, out: Output): Promise<number> {
  const { settings } = loadConfig(environment, cwd);
  const application = createApplication(settings, createLogger("warn"), systemClock);
  try {
    const { site } = await application.stores.open();
    await makeFast(site);
    out.write("The tables are up to date.\n");
    return 0;
  } finally {
    await application.close();
  }
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
}
