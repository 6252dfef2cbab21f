import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, expect, test } from "vitest";
import { ConfigError, feishuMode, loadConfig, serviceFaults } from "../src/config.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "ci-stat-config-"));
});

function faultsOf(environment: Record<string, string>): readonly string[] {
  try {
    loadConfig(environment, folder);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
}

test("nothing configured is the demo, on this machine only", () => {
  const { demo, settings } = loadConfig({}, folder);
  expect(demo).toBe(true);
  expect(settings.listen_host).toBe("127.0.0.1");
  expect(settings.report_chats).toEqual(["CI Status Report"]);
});

test("an env.json beside us ends the demo", () => {
  writeFileSync(path.join(folder, "env.json"), '{"timezone": "UTC"}');
  const { demo, settings } = loadConfig({}, folder);
  expect(demo).toBe(false);
  expect(settings.timezone).toBe("UTC");
  expect(settings.listen_host).toBe("0.0.0.0");
});

test.each(["", "env.json"])("STAT_ENV_PATH names the file or its folder (%s)", (name) => {
  const elsewhere = path.join(folder, "etc");
  mkdirSync(elsewhere);
  writeFileSync(path.join(elsewhere, "env.json"), '{"host": "db.example", "port": 4000}');
  const { settings } = loadConfig({ STAT_ENV_PATH: path.join(elsewhere, name) }, folder);
  expect([settings.host, settings.port]).toEqual(["db.example", 4000]);
});

test("the environment wins over the file", () => {
  writeFileSync(path.join(folder, "env.json"), '{"host": "file", "report_chats": ["a"]}');
  const { settings } = loadConfig({ CI_STAT_HOST: "environment", CI_STAT_REPORT_CHATS: "b, c" }, folder);
  expect(settings.host).toBe("environment");
  expect(settings.report_chats).toEqual(["b", "c"]);
  expect(loadConfig({ CI_STAT_REPORT_CHATS: '["d, e"]' }, folder).settings.report_chats).toEqual(["d, e"]);
});

test("every fault is told at once, with key, value and expectation, and no secret", () => {
  const faults = faultsOf({
    CI_STAT_PORT: "seventy",
    CI_STAT_TIMEZONE: "Asia/Beijing",
    CI_STAT_HOURLY_CRON: "every hour",
    CI_STAT_JENKINS_URL: "jenkins",
    CI_STAT_WEBHOOK: "not-a-url-but-a-secret",
    CI_STAT_ISSUE_MODE: "sometimes",
    CI_STAT_WORKING_HOURS: "nine to five",
    CI_STAT_ALERT_SILENCE_MINUTES: "0",
    CI_STAT_APP_ID: "cli_1",
  }).join("\n");
  const wrong = ["port", "timezone", "hourly_cron", "jenkins_url", "webhook", "issue_mode", "app_secret"];
  for (const key of [...wrong, "working_hours", "alert_silence_minutes"]) expect(faults).toContain(`${key}: `);
  expect(faults).toContain("Mon-Fri 10:00-19:00");
  expect(faults).toContain('"Asia/Beijing"');
  expect(faults).toContain("an IANA time zone");
  expect(faults).not.toContain("not-a-url-but-a-secret");
});

test("data that stop for two hours on a workday are an alarm, unless the site says otherwise", () => {
  const { settings } = loadConfig({}, folder);
  expect(settings.alert_silence_minutes).toBe(120);
  expect(settings.working_hours).toEqual({ days: [1, 2, 3, 4, 5], from: "10:00", to: "19:00" });
  const own = { CI_STAT_ALERT_SILENCE_MINUTES: "45", CI_STAT_WORKING_HOURS: "Sun-Thu 08:00-20:30" };
  expect(loadConfig(own, folder).settings).toMatchObject({
    alert_silence_minutes: 45,
    working_hours: { days: [0, 1, 2, 3, 4], from: "08:00", to: "20:30" },
  });
});

test("an unknown key of env.json is a fault that names the nearest known one, whatever else is missing", () => {
  writeFileSync(path.join(folder, "env.json"), '{"hots": "db.example", "report_chat": ["a"], "zebra": 1}');
  expect(faultsOf({})).toEqual([
    "hots: no such setting; did you mean host?",
    "report_chat: no such setting; did you mean report_chats?",
    "zebra: no such setting",
  ]);
});

test("an unknown variable of the environment is a warning", () => {
  const { warnings } = loadConfig({ CI_STAT_HOTS: "db.example" }, folder);
  expect(warnings).toEqual(["environment: hots: no such setting; did you mean host?"]);
});

test("a value may come from a file, without its last line end", () => {
  writeFileSync(path.join(folder, "secret"), "hunter2\n\n");
  writeFileSync(path.join(folder, "chats"), "a, b\r\n");
  const { settings, warnings } = loadConfig(
    { CI_STAT_PASSWORD_FILE: path.join(folder, "secret"), CI_STAT_REPORT_CHATS_FILE: "chats" },
    folder,
  );
  expect(settings.password).toBe("hunter2\n");
  expect(settings.report_chats).toEqual(["a", "b"]);
  expect(warnings).toEqual([]);
});

test("a variable wins over its file, and a file that cannot be read is a fault", () => {
  const file = { CI_STAT_PASSWORD_FILE: "/nowhere/secret" };
  expect(loadConfig({ ...file, CI_STAT_PASSWORD: "plain" }, folder).settings.password).toBe("plain");
  expect(faultsOf(file)).toEqual(['password: CI_STAT_PASSWORD_FILE names "/nowhere/secret", which cannot be read']);
});

test("what Kubernetes injects for a Service named ci-stat is ignored", () => {
  const { settings, warnings } = loadConfig(
    {
      CI_STAT_PORT: "tcp://10.0.0.7:3000",
      CI_STAT_PORT_3000_TCP: "tcp://10.0.0.7:3000",
      CI_STAT_PORT_3000_TCP_ADDR: "10.0.0.7",
      CI_STAT_SERVICE_HOST: "10.0.0.7",
      CI_STAT_SERVICE_PORT: "3000",
    },
    folder,
  );
  expect(settings.port).toBe(3306);
  expect(warnings).toEqual([]);
});

test("a file that is no JSON is named, and nothing of what it holds is shown", () => {
  writeFileSync(path.join(folder, "env.json"), '{"password": "hunter2" oops}');
  const [fault = ""] = faultsOf({});
  expect(fault).toContain("env.json");
  expect(fault).not.toContain("hunter2");
});

test.each([
  [{ CI_STAT_TLS: "yes" }, ["tls: "]],
  [{ CI_STAT_TLS: "on", CI_STAT_TLS_CA_FILE: "ca.pem" }, ["tls: expected verify beside tls_ca_file"]],
  [
    { CI_STAT_TLS: "verify", CI_STAT_TLS_CA_FILE: "missing.pem" },
    ['tls_ca_file: "missing.pem" cannot be read; expected a file of PEM certificates'],
  ],
  [
    { CI_STAT_JENKINS_CA_FILE: "missing.pem" },
    ['jenkins_ca_file: "missing.pem" cannot be read; expected a file of PEM certificates'],
  ],
  [
    { CI_STAT_TLS: "verify", CI_STAT_HOST: "10.0.0.1" },
    ['host: "10.0.0.1" is an address; expected the name in the certificate, with tls verify'],
  ],
  [{ CI_STAT_TLS: "verify", CI_STAT_HOST: "db.example.com", CI_STAT_TLS_CA_FILE: "ca.pem" }, []],
  [{ CI_STAT_TLS: "on", CI_STAT_HOST: "10.0.0.1" }, []],
])("what cannot be safe is a fault: %j", (environment, faults) => {
  const file = path.join(folder, "ca.pem");
  writeFileSync(file, "");
  const named: Record<string, string> = { ...environment };
  if (named.CI_STAT_TLS_CA_FILE === "ca.pem") named.CI_STAT_TLS_CA_FILE = file;
  const found = faultsOf(named);
  expect(found.length).toBe(faults.length);
  for (const [index, fault] of faults.entries()) expect(found[index]).toContain(fault);
});

test("STAT_ENV_PATH that leads nowhere is a fault", () => {
  expect(faultsOf({ STAT_ENV_PATH: "/nowhere" })).toEqual([
    'STAT_ENV_PATH: "/nowhere" is not a file and holds no env.json',
  ]);
});

const app = { CI_STAT_APP_ID: "cli_0123456789abcdef", CI_STAT_APP_SECRET: "s" };

test.each([
  [{ ...app }, "websocket"],
  [{ ...app, CI_STAT_ENCRYPT_KEY: "k" }, "webhook"],
  [{ ...app, CI_STAT_ENCRYPT_KEY: "k", CI_STAT_FEISHU_MODE: "websocket" }, "websocket"],
  [{ ...app, CI_STAT_FEISHU_MODE: "webhook" }, "webhook"],
] as const)("%j gets its events by %s", (environment, mode) => {
  expect(feishuMode(loadConfig(environment, folder).settings)).toBe(mode);
});

test.each([
  ["nothing but a robot", { CI_STAT_WEBHOOK: "https://example.com/hook" }, ""],
  ["a database alone", { CI_STAT_HOST: "db" }, "app_id: missing"],
  ["the app's two keys", app, ""],
  ["a webhook without a key", { ...app, CI_STAT_FEISHU_MODE: "webhook" }, "With feishu_mode websocket, none is needed"],
  ["a webhook with a key", { ...app, CI_STAT_ENCRYPT_KEY: "k" }, ""],
  ["an id of another shape", { ...app, CI_STAT_APP_ID: "app_1" }, '"app_1" is wrong; expected cli_'],
])("the service starts or says what it lacks: %s", (_, environment, says) => {
  const faults = serviceFaults(loadConfig(environment, folder)).join("\n");
  if (says === "") expect(faults).toBe("");
  else expect(faults).toContain(says);
});
