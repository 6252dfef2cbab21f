import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";

const PORT = 3978;

export const secrets = {
  appId: "cli_0123456789abcdef",
  appSecret: "bench",
  encryptKey: "bench-key",
  verificationToken: "bench-token",
};

export function eventsUrl(): string {
  return `http://127.0.0.1:${PORT}/feishu/events`;
}

/** The built service as a process of its own, connected to a stand-in. `settings` are keys of env.json. */
export function startService(domain: string, settings: Readonly<Record<string, string | number>>): ChildProcess {
  const config = {
    app_id: secrets.appId,
    app_secret: secrets.appSecret,
    encrypt_key: secrets.encryptKey,
    verification_token: secrets.verificationToken,
    feishu_domain: domain,
    listen_host: "127.0.0.1",
    listen_port: PORT,
    log_level: "fatal",
    ...settings,
  };
  const environment = Object.entries(config).map(([key, value]) => [`CI_STAT_${key.toUpperCase()}`, String(value)]);
  const main = new URL("../dist/src/main.js", import.meta.url).pathname;
  return spawn(process.execPath, [main, "serve"], {
    cwd: String(settings.data_dir),
    env: { PATH: process.env.PATH, ...Object.fromEntries(environment) },
    stdio: "inherit",
  });
}

export async function ready(): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    const answer = await fetch(`http://127.0.0.1:${PORT}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("the service did not become ready");
}

export function residentMegabytes({ pid }: ChildProcess): number {
  return megabytesOf(pid, "VmRSS");
}

/** The most memory that the process ever held. */
export function peakMegabytes({ pid }: ChildProcess): number {
  return megabytesOf(pid, "VmHWM");
}

function megabytesOf(pid: number | undefined, field: string): number {
  const [, kilobytes] = new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kilobytes) / 1024;
}
