import { statSync } from "node:fs";
import type { Logger } from "pino";
import type { Config, Settings } from "../config.ts";
import { githubSite } from "../model/code-host.ts";
import type { BuildSource } from "../ports/builds.ts";
import type { Clock } from "../ports/clock.ts";
import { RefusedError } from "../ports/errors.ts";
import { jenkinsBuilds } from "../sources/jenkins/builds.ts";
import { createJenkins, type Login } from "../sources/jenkins/client.ts";
import type { JenkinsFault } from "../sources/jenkins/rests.ts";
import { createJenkinsSite, type JenkinsSite } from "../sources/jenkins/site.ts";

/** Undefined if no Jenkins is configured. A fault is logged once when it begins and once when it is over. */
export function openJenkins(
  settings: Settings,
  clock: Clock,
  log: Logger,
  login: () => Login = () => loginOf(settings),
): JenkinsSite | undefined {
  const { jenkins_url: url } = settings;
  if (url === undefined) return undefined;
  return createJenkinsSite(createJenkins({ url, login, caFile: settings.jenkins_ca_file }), clock, {
    onChange(known) {
      if (known === null) log.info("Jenkins answers again");
      else log[isToMend(known) ? "warn" : "debug"](faultOf(known), "Jenkins will be tried again later");
    },
  });
}

export function openBuilds(settings: Settings, jenkins: JenkinsSite): BuildSource {
  const { github_api_url, pull_request_parameters: parameters } = settings;
  return jenkinsBuilds(jenkins, { github: githubSite(github_api_url), parameters });
}

function loginOf({ jenkins_user: user, jenkins_token: token }: Settings): Login {
  return { user, token };
}

/** The Jenkins account, read again when env.json changes, so that a corrected token needs no restart. */
export function freshLogin({ settings, file, reload }: Config): () => Login {
  const changedAt = () => (file === undefined ? 0 : (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0));
  let login = loginOf(settings);
  let seen = changedAt();
  return () => {
    const now = changedAt();
    if (now === seen) return login;
    seen = now;
    try {
      login = loginOf(reload().settings);
    } catch {
      // The file is half written or wrong: keep the old account until it is valid.
    }
    return login;
  };
}

/** Whether the operator must fix something; a single unreadable build is no such fault. */
function isToMend({ job, fault }: JenkinsFault): boolean {
  return job === null || fault instanceof RefusedError;
}

function faultOf({ job, fault }: JenkinsFault): object {
  return { ...(job === null ? {} : { job }), fault: fault.message, err: fault.cause };
}
