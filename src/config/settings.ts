import { Cron } from "croner";
import { z } from "zod";
import { codeHosts } from "../model/code-host.ts";
import { locales } from "../model/text.ts";
import { readWorkingHours } from "../time/working-hours.ts";
import { isZone } from "../time/zone.ts";

const text = z.string().trim().min(1);
const url = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/+$/, ""));
const port = z.coerce.number().int().min(0).max(65_535);
const list = z.array(text);
/** A boolean in env.json, or a word in the environment. */
const flag = z.union([z.boolean(), z.enum(["true", "false"]).transform((word) => word === "true")]);
const cron = text.refine(isCron, "a cron expression such as 0 * * * *, with an optional field for seconds in front");

const workingHours = text.transform((value, context) => {
  const hours = readWorkingHours(value);
  if (hours) return hours;
  context.addIssue("hours such as 10:00-19:00, or with days in front: Mon-Fri 10:00-19:00");
  return z.NEVER;
});

/** Every key of env.json with its type and default. The README says what each means. */
export const settingsSchema = z.strictObject({
  host: text.optional(),
  port: port.default(3306),
  user: text.default("root"),
  password: z.string().default(""),
  database: text.default("sync_ci_data"),
  tls: z.enum(["off", "on", "verify"]).default("off"),
  tls_ca_file: text.optional(),
  data_dir: text.default("./data"),
  log_dir: text.optional(),
  jenkins_url: url.optional(),
  jenkins_user: text.optional(),
  jenkins_token: text.optional(),
  jenkins_ca_file: text.optional(),
  jenkins_poll_seconds: z.coerce.number().int().min(0).max(86_400).optional(),
  pull_request_parameters: z
    .strictObject({
      number: text,
      title: text,
      author: text,
      repo: text,
      target: text,
      head: text,
      link: text,
    })
    .partial()
    .default({}),
  git_hosts: z.record(url, z.enum(codeHosts)).default({}),
  app_id: text.optional(),
  app_secret: text.optional(),
  encrypt_key: text.optional(),
  verification_token: text.optional(),
  feishu_mode: z.enum(["webhook", "websocket"]).optional(),
  webhook: url.optional(),
  webhook_secret: text.optional(),
  feishu_domain: url.default("https://open.feishu.cn"),
  report_chats: list.default(["CI Status Report"]),
  hourly_cron: cron.default("0 * * * *"),
  daily_cron: cron.default("0 0 * * *"),
  retention_days: z.coerce.number().int().min(1).max(36_500).default(800),
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
  allow_other_tenants: flag.default(false),
  rules: text.optional(),
  listen_host: text.default("0.0.0.0"),
  listen_port: port.default(3000),
  metrics_port: port.optional(),
  public_url: url.optional(),
  link_days: z.coerce.number().positive().max(3650).default(7),
  api_token: text.min(16, "at least 16 characters").optional(),
  log_level: z.enum(["fatal", "error", "warn", "info", "debug", "trace"]).default("info"),
});

export type Settings = z.output<typeof settingsSchema>;
export type SettingKey = keyof Settings;

export const settingKeys = Object.keys(settingsSchema.shape) as SettingKey[];
/** Keys whose values are never shown in a message. */
export const secretKeys: readonly string[] = [
  "password",
  "jenkins_token",
  "app_secret",
  "encrypt_key",
  "verification_token",
  "webhook",
  "webhook_secret",
  "gh_token",
  "api_token",
] satisfies SettingKey[];
const defaults = settingsSchema.parse({});
export const listKeys: readonly string[] = settingKeys.filter((key) => Array.isArray(defaults[key]));
/** Keys whose value is a JSON object. */
export const objectKeys: readonly string[] = ["pull_request_parameters", "git_hosts"] satisfies SettingKey[];

function isCron(expression: string): boolean {
  try {
    new Cron(expression, { paused: true });
    return true;
  } catch {
    return false;
  }
}
