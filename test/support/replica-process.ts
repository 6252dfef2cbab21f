import { type ChildProcess, fork } from "node:child_process";
import path from "node:path";
import { createInterface } from "node:readline";
import { type Bundle, bundle } from "./bundle.ts";
import type { ReplicaOrders } from "./replica.ts";

export interface ReplicaProcess {
  /** Resolves to its address when it listens. Rejects if it ends before. */
  readonly ready: Promise<string>;
  /** Resolves when the process has ended, however. */
  readonly ended: Promise<void>;
  /** Ends it at once, as a crash does. */
  kill(): void;
}

/** `CI_STAT_…` variables for keys of env.json. */
export function environmentOf(settings: Readonly<Record<string, string | number>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [`CI_STAT_${key.toUpperCase()}`, String(value)]),
  );
}

export function bundleReplica(): Promise<Bundle> {
  return bundle(path.join(import.meta.dirname, "replica.ts"));
}

/** Starts the service as a process of its own. What it logs from `warn` on is given to `onLog`, a line of JSON each. */
export function startReplica(file: string, orders: ReplicaOrders, onLog: (line: string) => void = () => {}) {
  const child = fork(file, [JSON.stringify(orders)], {
    execArgv: ["--enable-source-maps"],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  if (child.stderr) createInterface({ input: child.stderr }).on("line", onLog);
  return processOf(child);
}

function processOf(child: ChildProcess): ReplicaProcess {
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const ready = new Promise<string>((resolve, reject) => {
    child.once("message", (url) => resolve(String(url)));
    void ended.then(() => reject(new Error("the replica ended before it was ready")));
  });
  ready.catch(() => {});
  return { ready, ended, kill: () => void child.kill("SIGKILL") };
}
