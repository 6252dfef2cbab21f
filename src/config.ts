import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { Cron } from "croner";
import { closest, distance } from "fastest-levenshtein";
import { z } from "zod";
import { locales } from "./model/text.ts";
import { readWorkingHours } from "./time/working-hours.ts";
import { isZone } from "./time/zone.ts";

const text = z.string().trim().min(1);
const url = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/+$/, ""));
const port = z.coerce.number().int().min(0).max(65_535);
const list = z.array(text);
const cron = text.refine(isCron, "a cron expression such as 0 * * * *, with an optional field for seconds in front");

const workingHours = text.transform((value, context) => {
  const hours = readWorkingHours(value);
  if (hours) return hours;
  context.addIssue("hours such as 10:00-19:00, with days in front where not all are meant: Mon-Fri 10:00-19:00");
  return z.NEVER;
});

/** Every key of env.json, with what it must be and what it is when left out. `contract.md` says what each means. */
const settingsSchema = z.strictObject({
  host: text.optional(),
  port: port.default(3306),
  user: text.default("root"),
  password: z.string().default(""),
  database: text.default("sync_ci_data"),
  data_dir: text.default("./data"),
  log_dir: text.optional(),
  jenkins_url: url.optional(),
  jenkins_user: text.optional(),
  jenkins_token: text.optional(),
  app_id: text.optional(),
  app_secret: text.optional(),
  encrypt_key: text.optional(),
  verification_token: text.optional(),
  webhook: url.optional(),
  webhook_secret: text.optional(),
  feishu_domain: url.default("https://open.feishu.cn"),
  report_chats: list.default(["CI Status Report"]),
  hourly_cron: cron.default("0 * * * *"),
  daily_cron: cron.default("0 0 * * *"),
  alert_silence_minutes: z.coerce.number().positive().max(10_080).default(120),
  working_hours: workingHours.prefault("Mon-Fri 10:00-19:00"),
  timezone: text.refine(isZone, "an IANA time zone such as Asia/Shanghai").default("Asia/Shanghai"),
  locale: z.enum(locales).default("zh_cn"),
  gh_token: text.optional(),
  github_api_url: url.default("https://api.github.com"),
  issue_repo: text.regex(/^[\w.-]+\/[\w.-]+$/, "owner/name").default("pingcap/tidb"),
  issue_labels: list.default(["type/bug"]),
  issue_creators: list.default(["zhouqiang-cl", "tidb-ci-bot"]),
  nightly_jobs: list.default(["tidb-unit-test-nightly"]),
  issue_mode: z.enum(["create", "ask", "off"]).default("ask"),
  issue_cron: cron.default("0 0 * * *"),
  admins: list.default([]),
  rules: text.optional(),
  listen_host: text.default("0.0.0.0"),
  listen_port: port.default(3000),
  public_url: url.optional(),
  link_days: z.coerce.number().positive().max(3650).default(7),
  api_token: text.min(16, "at least 16 characters").optional(),
  log_level: z.enum(["fatal", "error", "warn", "info", "debug", "trace"]).default("info"),
});

export type Settings = z.output<typeof settingsSchema>;
type Key = keyof Settings;

const keys = Object.keys(settingsSchema.shape) as Key[];
const secretKeys: readonly string[] = [
  "password",
  "jenkins_token",
  "app_secret",
  "encrypt_key",
  "verification_token",
  "webhook",
  "webhook_secret",
  "gh_token",
  "api_token",
] satisfies Key[];
const listKeys = keys.filter((key) => Array.isArray(settingsSchema.parse({})[key]));

export interface Config {
  readonly settings: Settings;
  /** The env.json that was read. */
  readonly file: string | undefined;
  /** Nothing is configured: sample data and the playground. */
  readonly demo: boolean;
  /** Said once at the start; nothing is wrong enough to stop. */
  readonly warnings: readonly string[];
  /** The same read again, for the few keys that may change while we run. @throws ConfigError */
  reload(): Config;
}

/** Everything that is wrong with the configuration, a line each. */
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
 * Reads env.json and the environment, which wins.
 * @throws ConfigError with every fault at once.
 */
export function loadConfig(environment: NodeJS.ProcessEnv, cwd: string): Config {
  const file = findFile(environment, cwd);
  const written = { ...(file ? readJson(file) : {}), ...fromEnvironment(environment) };
  const known = Object.fromEntries(Object.entries(written).filter(([key]) => keys.includes(key as Key)));
  const parsed = settingsSchema.safeParse(known);
  const faults = [
    ...(parsed.success ? [] : parsed.error.issues.map((issue) => faultLine(issue, written))),
    ...missingPartners(written),
  ];
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults);
  const settings = parsed.data;
  const demo = !file && !settings.app_id && !settings.webhook && !settings.host;
  const local = demo && written.listen_host === undefined ? { listen_host: "127.0.0.1" } : {};
  const reload = () => loadConfig(environment, cwd);
  return { settings: { ...settings, ...local }, file, demo, warnings: unknownKeys(written), reload };
}

/** What keeps the service, as against a command in a terminal, from starting. */
export function serviceFaults({ settings, demo }: Config): string[] {
  if (demo) return [];
  if (!settings.app_id && !settings.webhook)
    return ["app_id: missing; expected the App ID of your Feishu app (or webhook, for reports only)"];
  if (settings.app_id && !settings.encrypt_key)
    return [
      "encrypt_key: missing; expected the Encrypt Key of the app's event subscription, without it anybody could send events",
    ];
  return [];
}

function findFile(environment: NodeJS.ProcessEnv, cwd: string): string | undefined {
  const named = environment.STAT_ENV_PATH;
  const candidate = path.resolve(cwd, named ?? "env.json");
  const stat = statSync(candidate, { throwIfNoEntry: false });
  if (stat?.isDirectory() && named) {
    const inside = path.join(candidate, "env.json");
    if (statSync(inside, { throwIfNoEntry: false })?.isFile()) return inside;
  }
  if (stat?.isFile()) return candidate;
  if (named) throw new ConfigError([`STAT_ENV_PATH: ${JSON.stringify(named)} is no file and holds no env.json`]);
  return undefined;
}

function readJson(file: string): Record<string, unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    // The parser's message quotes the text around the fault, which may hold a password.
    const position = /position \d+( \(line \d+ column \d+\))?/.exec(String(error))?.[0];
    throw new ConfigError([`${file}: cannot be read as JSON${position ? ` at ${position}` : ""}`]);
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed))
    throw new ConfigError([`${file}: expected one JSON object of settings`]);
  return parsed as Record<string, unknown>;
}

function fromEnvironment(environment: NodeJS.ProcessEnv): Record<string, unknown> {
  const prefix = "CI_STAT_";
  const entries = Object.entries(environment)
    .filter(([name, value]) => name.startsWith(prefix) && !name.startsWith(`${prefix}TEST_`) && value !== undefined)
    .map(([name, value]) => {
      const key = name.slice(prefix.length).toLowerCase();
      return [key, listKeys.includes(key as Key) ? toList(value ?? "") : value];
    });
  return Object.fromEntries(entries);
}

/** A list in one environment variable: a JSON array, or names between commas. */
function toList(value: string): unknown {
  if (!value.trim().startsWith("["))
    return value
      .split(",")
      .map((item) => item.trim())
      .filter(Boolean);
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function faultLine(issue: z.core.$ZodIssue, written: Record<string, unknown>): string {
  const key = String(issue.path[0] ?? "");
  const value = secretKeys.includes(key) ? "(hidden)" : JSON.stringify(written[key]);
  return `${issue.path.join(".")}: ${value} is wrong; ${issue.message.replace(/^Invalid input: /, "")}`;
}

function missingPartners(written: Record<string, unknown>): string[] {
  const partners: readonly (readonly [Key, Key])[] = [
    ["app_id", "app_secret"],
    ["app_secret", "app_id"],
    ["jenkins_token", "jenkins_user"],
    ["webhook_secret", "webhook"],
  ];
  return partners
    .filter(([key, partner]) => written[key] && !written[partner])
    .map(([key, partner]) => `${partner}: missing; expected beside ${key}`);
}

function unknownKeys(written: Record<string, unknown>): string[] {
  return Object.keys(written)
    .filter((key) => !keys.includes(key as Key))
    .map((key) => {
      const nearest = closest(key, keys);
      const hint = distance(key, nearest) <= 3 ? `; did you mean ${nearest}?` : "";
      return `${key}: no such setting${hint}`;
    });
}

function isCron(expression: string): boolean {
  try {
    new Cron(expression, { paused: true });
    return true;
  } catch {
    return false;
  }
}
