import { accessSync, constants } from "node:fs";
import { isIP } from "node:net";
import type { z } from "zod";
import { type SettingKey, type Settings, secretKeys, settingsSchema } from "./config/settings.ts";
import { readWritten } from "./config/written.ts";

export type { Settings } from "./config/settings.ts";

export interface Config {
  readonly settings: Settings;
  /** Path of the env.json that was read. */
  readonly file: string | undefined;
  /** Nothing is configured: run with sample data and the playground. */
  readonly demo: boolean;
  /** Logged at the start; none of them stops the service from starting. */
  readonly warnings: readonly string[];
  /** Reads the configuration again, for the few keys that may change while the service runs. @throws ConfigError */
  reload(): Config;
}

/** Everything that is wrong with the configuration, one line each. */
export class ConfigError extends Error {
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(
      `The configuration has ${faults.length === 1 ? "a fault" : `${faults.length} faults`}:\n  ${faults.join("\n  ")}`,
    );
    this.name = "ConfigError";
    this.faults = faults;
  }
}

/**
 * Reads env.json and the environment, which takes precedence. Nothing else in the program reads either.
 * @throws ConfigError with every fault at once.
 */
export function loadConfig(environment: NodeJS.ProcessEnv, cwd: string): Config {
  const { values, file, faults: unreadable, warnings } = readWritten(environment, cwd);
  const known = Object.fromEntries(Object.entries(values).filter(([key]) => key in settingsSchema.shape));
  const parsed = settingsSchema.safeParse(known);
  const wrong = parsed.success ? [] : parsed.error.issues.map((issue) => faultLine(issue, values));
  const faults = [
    ...unreadable,
    ...wrong,
    ...missingPartners(values),
    ...tlsFaults(parsed.data ?? {}),
    ...certificateFaults("jenkins_ca_file", parsed.data?.jenkins_ca_file),
  ];
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults);
  const settings = parsed.data;
  const demo = !file && !settings.app_id && !settings.webhook && !settings.host;
  const local = demo && values.listen_host === undefined ? { listen_host: "127.0.0.1" } : {};
  const reload = () => loadConfig(environment, cwd);
  return { settings: { ...settings, ...local }, file, demo, warnings, reload };
}

/** How events arrive: `webhook` at the service's own address, `websocket` over a connection that it opens. */
export function feishuMode({ feishu_mode: mode, encrypt_key: key }: Settings): "webhook" | "websocket" {
  return mode ?? (key === undefined ? "websocket" : "webhook");
}

/** Faults that stop the service from starting; a command in a terminal works with them. */
export function serviceFaults({ settings, demo }: Config): string[] {
  if (demo) return [];
  if (!settings.app_id && !settings.webhook)
    return ["app_id: missing; expected the App ID of your Feishu app (or webhook, for reports only)"];
  if (!settings.app_id) return [];
  if (feishuMode(settings) === "websocket")
    return APP_ID.test(settings.app_id)
      ? []
      : [`app_id: ${JSON.stringify(settings.app_id)} is wrong; expected cli_ and 16 hexadecimal digits`];
  if (settings.encrypt_key) return [];
  return [
    "encrypt_key: missing; expected the Encrypt Key of the app's event subscription, because without it anybody could send events. With feishu_mode websocket, none is needed",
  ];
}

/** The SDK opens no long connection for any other id. */
const APP_ID = /^cli_[0-9a-f]{16}$/i;

function faultLine(issue: z.core.$ZodIssue, values: Readonly<Record<string, unknown>>): string {
  const key = String(issue.path[0] ?? "");
  const value = secretKeys.includes(key) ? "(hidden)" : JSON.stringify(values[key]);
  return `${issue.path.join(".")}: ${value} is wrong; ${issue.message.replace(/^Invalid input: /, "")}`;
}

/** A file of certificates that nobody reads, or cannot, would give a false sense of safety. */
function tlsFaults({ host = "", tls, tls_ca_file: file }: Partial<Settings>): string[] {
  const faults: string[] = [];
  if (file !== undefined && tls !== "verify") faults.push("tls: expected verify beside tls_ca_file");
  faults.push(...certificateFaults("tls_ca_file", file));
  if (tls === "verify" && isIP(host) !== 0)
    faults.push(`host: ${JSON.stringify(host)} is an address; expected the name in the certificate, with tls verify`);
  return faults;
}

function certificateFaults(key: "tls_ca_file" | "jenkins_ca_file", file: string | undefined): string[] {
  if (file === undefined || isReadable(file)) return [];
  return [`${key}: ${JSON.stringify(file)} cannot be read; expected a file of PEM certificates`];
}

function isReadable(file: string): boolean {
  try {
    accessSync(file, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

function missingPartners(values: Readonly<Record<string, unknown>>): string[] {
  const partners: readonly (readonly [SettingKey, SettingKey])[] = [
    ["app_id", "app_secret"],
    ["app_secret", "app_id"],
    ["jenkins_token", "jenkins_user"],
    ["webhook_secret", "webhook"],
  ];
  return partners
    .filter(([key, partner]) => values[key] && !values[partner])
    .map(([key, partner]) => `${partner}: missing; expected beside ${key}`);
}
