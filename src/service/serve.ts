import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import pTimeout from "p-timeout";
import type { Logger } from "pino";
import { type Config, feishuMode, type Settings } from "../config.ts";
import { healthRouter } from "../health/router.ts";
import { logPageRouter } from "../log-page/router.ts";
import { metricsRouter } from "../metrics/router.ts";
import { SECOND } from "../model/window.ts";
import type { Playground } from "../playground/playground.ts";
import type { Clock } from "../ports/clock.ts";
import { type Application, createApplication } from "./application.ts";
import { type AppCredentials, createBot } from "./chat.ts";
import { startChores, startIssues } from "./chores.ts";
import { freshLogin } from "./jenkins.ts";
import { metricsApp, openMetrics } from "./metrics.ts";
import { startReports } from "./reports.ts";
import { createApi, startSyncs } from "./syncs.ts";
import { readVersion } from "./version.ts";

export interface Service {
  /** Address that the service listens on. */
  readonly url: string;
  /** Address that has only `/metrics`; undefined without `metrics_port`. */
  readonly metricsUrl: string | undefined;
  /**
   * Says on /readyz that it stops, goes on answering until `drained`, finishes what is under way, closes everything.
   * Without `drained` it accepts nothing more from the start.
   */
  stop(drained?: Promise<void>): Promise<void>;
}

const SETTLE_WITHIN_MS = 10 * SECOND;

/** The whole service, from configuration to an open port. */
export async function startService(config: Config, clock: Clock, log: Logger): Promise<Service> {
  let address = "";
  const playground = config.demo
    ? await loadPlayground(config, () => `${address}/feishu/events`, clock, log)
    : undefined;
  const settings = playground?.settings ?? config.settings;
  const publicUrl = () => settings.public_url ?? (config.demo ? address : undefined);
  const application = createApplication(settings, "own", log, clock, {
    publicUrl,
    jenkinsLogin: freshLogin(config),
  });
  const credentials = playground?.credentials ?? appCredentials(config);
  const bot = credentials && createBot(credentials, settings, application, clock, log);
  if (bot) application.speakThrough(bot.chat);
  if (bot) application.health.watchFeishu(bot.health, bot.intake.health);
  const app = express().disable("x-powered-by");
  let isStopping = false;
  const running = async () => {
    if (isStopping) throw new Error("stopping");
  };
  const { needs, warnings } = application.health;
  app.use(healthRouter({ service: running, ...needs() }, warnings));
  const { metrics_port: metricsPort, listen_host: host } = settings;
  const metrics = openMetrics({ application, bot, version: readVersion(), clock, withJobs: metricsPort !== undefined });
  if (metricsPort === undefined) app.use(metricsRouter(metrics.registry));
  if (playground) app.use(playground.router);
  if (bot?.intake.router) app.use(bot.intake.router);
  app.use(createApi(settings, application, clock, log));
  app.use(logPages(application, settings, publicUrl, clock, log));
  const own = { app, port: settings.listen_port };
  const beside = metricsPort === undefined ? undefined : { app: metricsApp(metrics.registry), port: metricsPort };
  const servers = await listen(host, own, beside).catch(async (fault) => {
    // Whatever stays open would keep the process from ending.
    metrics.stop();
    await playground?.close();
    await application.close();
    throw fault;
  });
  address = addressOf(servers[0]);
  const sampleData = await playground?.fill(application);
  bot?.intake.open();
  const chores = startChores(settings, application, bot, clock, log);
  const reports = startReports({ settings, application, chat: bot?.chat, clock, log, atOnce: config.demo });
  const syncs = startSyncs(settings, application, clock, log);
  const issues = startIssues(settings, application, clock, log);
  return {
    url: address,
    metricsUrl: servers[1] && addressOf(servers[1]),
    async stop(drained) {
      isStopping = true;
      // Feishu gives what comes now to another replica, or keeps it until one is there.
      bot?.intake.close();
      await drained;
      sampleData?.stop();
      chores.stop();
      issues.stop();
      await syncs.stop();
      await reports.stop();
      await Promise.all(servers.map(close));
      if (bot) await pTimeout(bot.settled(), { milliseconds: SETTLE_WITHIN_MS, fallback: () => {} });
      await playground?.close();
      await application.close();
      metrics.stop();
    },
  };
}

function logPages(
  { pagedLogs: logs, linkKey, sources }: Application,
  { timezone: zone, locale }: Settings,
  publicUrl: () => string | undefined,
  clock: Clock,
  log: Logger,
): express.Router {
  return logPageRouter({ logs, linkKey, sources, publicUrl, clock, zone, locale, log });
}

/** Loaded in the demo only; a real service needs no stand-ins. */
async function loadPlayground(
  { settings }: Config,
  eventsUrl: () => string,
  clock: Clock,
  log: Logger,
): Promise<Playground> {
  const { openPlayground } = await import("../playground/playground.ts");
  return openPlayground(settings, eventsUrl, clock, log);
}

function appCredentials({ settings }: Config): AppCredentials | undefined {
  const { app_id: appId, app_secret: appSecret, feishu_domain: domain } = settings;
  if (appId === undefined || appSecret === undefined) return undefined;
  const app = { appId, appSecret, domain };
  const { encrypt_key: encryptKey, verification_token: verificationToken } = settings;
  if (feishuMode(settings) === "websocket") return { app, security: undefined };
  return encryptKey === undefined ? undefined : { app, security: { encryptKey, verificationToken } };
}

interface Place {
  readonly app: express.Express;
  readonly port: number;
}

/** Opens both ports, or none. */
async function listen(host: string, own: Place, beside: Place | undefined): Promise<readonly [Server, ...Server[]]> {
  const server = await listenAt(host, own);
  try {
    return beside ? [server, await listenAt(host, beside)] : [server];
  } catch (fault) {
    await close(server);
    throw fault;
  }
}

function listenAt(host: string, { app, port }: Place): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = app.listen(port, host, (error?: Error) => (error ? reject(error) : resolve(server)));
  });
}

function addressOf(server: Server): string {
  const { address, port } = server.address() as AddressInfo;
  const host = address === "0.0.0.0" || address === "::" ? "127.0.0.1" : address;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    // A browser never closes its event stream by itself.
    setTimeout(() => server.closeAllConnections(), SECOND).unref();
  });
}
