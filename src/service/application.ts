import type { Logger } from "pino";
import type { SiteSettings, Sources } from "../commands/kit/command.ts";
import type { Settings } from "../config.ts";
import { isChatId } from "../feishu/chat.ts";
import { createSiteHealth, type SiteHealth } from "../health/site-health.ts";
import { createScanner } from "../logs/scanning/scanner.ts";
import { mayBeShortened } from "../model/job-name.ts";
import { MINUTE } from "../model/window.ts";
import { createConfiguredChats } from "../outbox/configured-chats.ts";
import type { BuildSource } from "../ports/builds.ts";
import type { Chat } from "../ports/chat.ts";
import type { Clock } from "../ports/clock.ts";
import type { LogSource } from "../ports/logs.ts";
import type { Login } from "../sources/jenkins/client.ts";
import type { JenkinsSite } from "../sources/jenkins/site.ts";
import { createAdmins } from "./admins.ts";
import { loggedTrail } from "./audit.ts";
import { openGithub, openIssueDesk } from "./issues.ts";
import { openBuilds, openJenkins } from "./jenkins.ts";
import { createLinks, readLinkKey } from "./links.ts";
import { openLogSources } from "./log-sources.ts";
import type { TableSetup } from "./own-tables.ts";
import { pollPeriodMs } from "./poll-period.ts";
import { openRuleBook, type RuleBook } from "./rules.ts";
import { type OpenStores, openStores, type Stores } from "./stores.ts";
import { readVersion } from "./version.ts";

export const systemClock: Clock = { now: () => Date.now() };

/** What the service and the terminal share: the stores, and the sources that commands ask. */
export interface Application {
  readonly stores: Stores;
  readonly health: SiteHealth;
  /** Build logs that can be opened at any byte. */
  readonly pagedLogs: LogSource;
  readonly ruleBook: RuleBook;
  /** Undefined if no Jenkins is configured. */
  readonly jenkins: JenkinsSite | undefined;
  /** Builds in Jenkins; undefined if no Jenkins is configured. */
  readonly builds: BuildSource | undefined;
  /** The key that signs log links. */
  linkKey(): Buffer;
  /** @throws UnreachableError */
  sources(): Promise<Sources>;
  /** Sets the chat platform, which resolves the names in `report_chats`. */
  speakThrough(chat: Chat): void;
  /** To be called when a chat may have been added, removed or renamed. */
  chatsChanged(): void;
  close(): Promise<void>;
}

function siteOf(settings: Settings): SiteSettings {
  const { timezone: zone, nightly_jobs, hourly_cron, daily_cron, allow_other_tenants } = settings;
  const silence = { afterMs: settings.alert_silence_minutes * MINUTE, hours: settings.working_hours };
  return {
    zone,
    allowOtherTenants: allow_other_tenants,
    nightlyJobs: nightly_jobs,
    hourlyCron: hourly_cron,
    dailyCron: daily_cron,
    silence,
  };
}

interface ApplicationOptions {
  /** Without it, `public_url`. */
  readonly publicUrl?: () => string | undefined;
  readonly jenkinsLogin?: (() => Login) | undefined;
}

/** @throws DatabaseError if the embedded database does not exist and `setup` creates none */
export function createApplication(
  settings: Settings,
  setup: TableSetup,
  log: Logger,
  clock: Clock,
  { publicUrl = () => settings.public_url, jenkinsLogin }: ApplicationOptions = {},
): Application {
  const stores = openStores(settings, setup, log);
  const ruleBook = openRuleBook(settings.rules, clock, (faults) => {
    log.warn({ file: settings.rules, faults }, "some log rules are left out");
  });
  const jenkins = openJenkins(settings, clock, log, jenkinsLogin);
  const builds = jenkins && openBuilds(settings, jenkins);
  const fullJob = async (job: string) => (mayBeShortened(job) ? (await stores.open()).jobNames.full(job) : job);
  const { logs, pagedLogs, results } = openLogSources(settings, jenkins, fullJob, clock);
  let key: Buffer | undefined;
  const linkKey = () => {
    key ??= readLinkKey(settings);
    return key;
  };
  const client = openGithub(settings, log);
  const health = createSiteHealth({
    open: stores.open,
    jenkins,
    github: client && { client, issueRepo: settings.issue_repo },
    logDir: settings.log_dir,
    version: readVersion(),
  });
  let chat: Chat | undefined;
  const configured = createConfiguredChats({
    reportChats: settings.report_chats,
    robot: settings.webhook !== undefined,
    isChatId,
    groups: () => chat?.groups(),
    clock,
    log,
  });
  const admins = createAdmins({ names: settings.admins, isChatId, chat: () => chat, log });
  function sourcesFrom(open: OpenStores): Sources {
    const { runs, failures, subscriptions, deliveries, pendingBuilds } = open;
    const polls = builds && pollPeriodMs(settings, open) > 0 ? open.polls : null;
    const links = createLinks(settings, { publicUrl, linkKey, fullJob: open.jobNames.known, clock });
    const scanner = createScanner({ runs, failures, logs, results, rules: ruleBook.rules, clock });
    const reports = { subscriptions, deliveries, configured };
    const issues = openIssueDesk({ settings, github: client, open, scanner, links, configured, clock });
    const audit = loggedTrail(open.audit, log);
    const site = siteOf(settings);
    return { runs, failures, scanner, links, site, health, reports, admins, audit, pendingBuilds, polls, issues };
  }
  let made: { readonly from: OpenStores; readonly sources: Sources } | undefined;

  return {
    stores,
    health,
    pagedLogs,
    ruleBook,
    jenkins,
    builds,
    linkKey,
    async sources() {
      const open = await stores.open();
      if (made?.from !== open) made = { from: open, sources: sourcesFrom(open) };
      return made.sources;
    },
    speakThrough(speaker) {
      chat = speaker;
    },
    chatsChanged: configured.lookAgain,
    close: () => stores.close(),
  };
}
