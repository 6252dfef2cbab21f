import { type Config, ConfigError, loadConfig } from "../config.ts";
import { type Locale, locales } from "../model/text.ts";
import type { Clock } from "../ports/clock.ts";
import { openBuilds, openJenkins } from "../service/jenkins.ts";
import { createLogger } from "../service/logger.ts";
import { feishuTrials } from "./feishu.ts";
import { githubTrial } from "./github.ts";
import { jenkinsTrial } from "./jenkins.ts";
import { jobsTrial } from "./jobs.ts";
import { logFolderTrial, rulesTrial } from "./logs.ts";
import { serviceTrials } from "./service.ts";
import { openSiteTrials } from "./site.ts";
import { configurationTrial, dataFolderTrial, faultyConfiguration, nodeTrial } from "./this-machine.ts";
import type { Trial } from "./trial.ts";

export interface Doctor {
  /** In the order in which they are shown. */
  readonly trials: readonly Trial[];
  /** The configured language. */
  readonly locale: Locale;
  close(): Promise<void>;
}

/** The trials for a configuration. If it cannot be read, the only other trial is that of Node. */
export function openDoctor(environment: NodeJS.ProcessEnv, cwd: string, clock: Clock): Doctor {
  try {
    return openTrials(loadConfig(environment, cwd), clock);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const trials = [faultyConfiguration(error.faults), nodeTrial(process.version)];
    return { trials, locale: locales[0], close: async () => {} };
  }
}

function openTrials(config: Config, clock: Clock): Doctor {
  const { settings } = config;
  // The trials say what goes wrong.
  const log = createLogger("silent");
  const site = openSiteTrials(settings, clock);
  const { runs } = site;
  const jenkins = openJenkins(settings, clock, log);
  return {
    trials: [
      configurationTrial(config),
      nodeTrial(process.version),
      dataFolderTrial(settings.data_dir),
      ...site.trials,
      logFolderTrial({ logDir: settings.log_dir, runs, clock }),
      jenkinsTrial(settings, runs, clock),
      jobsTrial(settings, jenkins && openBuilds(settings, jenkins), site.database),
      rulesTrial(settings.rules, clock),
      ...feishuTrials(settings, clock, log),
      githubTrial(settings, log),
      ...serviceTrials(settings),
    ],
    locale: settings.locale,
    close: site.close,
  };
}
