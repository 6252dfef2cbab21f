import { ConfigError, loadConfig, serviceFaults } from "../config.ts";
import { makeFast } from "../database/engine/ci-data.ts";
import { isDenied } from "../database/engine/migrate.ts";
import { say } from "../model/text.ts";
import { createApplication, systemClock } from "../service/application.ts";
import { createLogger } from "../service/logger.ts";
import { startService } from "../service/serve.ts";
import { InputError } from "./input-error.ts";

interface Output {
  write(text: string): unknown;
}

/** Runs the service until it is told to stop. */
export async function serve(
  environment: NodeJS.ProcessEnv,
  cwd: string,
  out: Output,
  onStarted: () => void,
): Promise<number> {
  const config = loadConfig(environment, cwd);
  const faults = serviceFaults(config);
  if (faults.length > 0) throw new ConfigError(faults);
  const log = createLogger(config.settings.log_level);
  for (const warning of config.warnings) log.warn(warning);
  const service = await startService(config, systemClock, log);
  onStarted();
  const stopped = stopSignal();
  if (config.demo) out.write(`Playground ready: ${service.url}/\n`);
  else log.info({ url: service.url }, "listening");
  await stopped;
  log.info("stopping");
  await service.stop();
  return 0;
}

/** Brings the tables up to date and adds to `ci_data` what makes counting fast, where we may. */
export async function migrate(
  environment: NodeJS.ProcessEnv,
  cwd: string,
  onStep: (name: string) => void,
): Promise<void> {
  const { settings } = loadConfig(environment, cwd);
  const application = createApplication(settings, createLogger("warn"), systemClock);
  try {
    onStep("ci_stat_…");
    const { site } = await application.stores.open();
    await makeFast(site, onStep);
  } catch (cause) {
    throw isDenied(cause) ? new InputError(denied, { isUsage: false, cause }) : cause;
  } finally {
    await application.close();
  }
}

const denied = say(
  "The user may not change ci_data: migrate needs ALTER, CREATE and INDEX. Without it all works, slower over long ranges.",
  "该用户无权修改 ci_data：migrate 需要 ALTER、CREATE、INDEX 权限。不执行也可使用，只是长时间段的统计较慢。",
);

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
}
