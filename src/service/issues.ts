import type { Logger } from "pino";
import type { Settings } from "../config.ts";
import { createIssueTracker } from "../github/issue-tracker.ts";
import { createGithub, type Github } from "../github/octokit.ts";
import { createIssueDesk, type IssueDesk } from "../issues/desk.ts";
import { createNotifier } from "../issues/notifier.ts";
import type { Scanner } from "../logs/scanning/scanner.ts";
import { type ConfiguredChats, ROBOT } from "../outbox/configured-chats.ts";
import type { Clock } from "../ports/clock.ts";
import type { Links } from "../ports/links.ts";
import { adminsToTell } from "./admins.ts";
import type { OpenStores } from "./stores.ts";

/** Undefined if no token is configured. */
export function openGithub(settings: Settings, log: Logger): Github | undefined {
  const { gh_token: token, github_api_url: apiUrl } = settings;
  return token === undefined ? undefined : createGithub({ token, apiUrl }, log.child({ name: "github" }));
}

export interface IssuesParts {
  readonly settings: Settings;
  readonly github: Github | undefined;
  readonly open: OpenStores;
  readonly scanner: Scanner;
  readonly links: Links;
  readonly configured: Pick<ConfiguredChats, "list">;
  readonly clock: Clock;
}

/** Opens the work on issues; null if no GitHub is configured. */
export function openIssueDesk(parts: IssuesParts): IssueDesk | null {
  const { settings, github, open, scanner, links, configured, clock } = parts;
  const { issue_repo: repo } = settings;
  const admins = adminsToTell(settings.admins);
  if (github === undefined) return null;
  // Buttons on a robot's card do not work, so nobody could decide there.
  const deciders = async () => (await configured.list()).filter((chatId) => chatId !== ROBOT);
  const { deliveries, subscriptions, runs, failures, issues: ledger } = open;
  return createIssueDesk({
    runs,
    failures,
    scanner,
    links,
    tracker: createIssueTracker(github, repo),
    ledger,
    notifier: createNotifier({ deliveries, subscriptions, configured: deciders, admins, clock }),
    now: clock.now,
    rules: {
      labels: settings.issue_labels,
      creators: settings.issue_creators,
      nightlyJobs: settings.nightly_jobs,
      mode: settings.issue_mode,
      zone: settings.timezone,
    },
  });
}
