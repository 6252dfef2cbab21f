import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createConnection } from "mysql2/promise";

/** Private MariaDB servers that hold the same data: one, or the nodes of a Galera cluster. */
export interface Servers {
  readonly ports: readonly number[];
  stop(): Promise<void>;
}

/** A database on the servers, by any of them: number `index`, counted on from the first after the last. */
export function addressOf({ ports }: Servers, index: number) {
  const port = ports[index % ports.length] ?? FIRST_PORT;
  return { host: HOST, port, user: "root", password: "", database: "chaos" };
}

const HOST = "127.0.0.1";
/** Ports that are used from here on, ten of each node. */
const FIRST_PORT = 34_100;
const READY_WITHIN_MS = 90_000;
const PROVIDER = "/usr/lib/galera/libgalera_smm.so";
/** The state transfer needs servers that do not run as root, in folders of their own. */
const USER = process.getuid?.() === 0 ? "mysql" : undefined;

export async function startMariadb(): Promise<Servers> {
  const root = mkdtempSync(path.join(tmpdir(), "ci-stat-chaos-"));
  const node = await startNode(path.join(root, "0"), FIRST_PORT, []);
  return { ports: [FIRST_PORT], stop: () => stopAll([node], root) };
}

/** Three nodes, each of which takes writes. Needs the packages galera-4 and rsync. */
export async function startGalera(): Promise<Servers> {
  const root = mkdtempSync(path.join(tmpdir(), "ci-stat-chaos-"));
  const ports = [0, 1, 2].map((index) => FIRST_PORT + index * 10);
  const nodes: ChildProcess[] = [];
  for (const [index, port] of ports.entries())
    nodes.push(await startNode(path.join(root, String(index)), port, galeraOptions(port, index === 0)));
  return { ports, stop: () => stopAll(nodes, root) };
}

/** Beside the port for clients a node has one for the others, one for what it missed, and one for all of the data. */
function galeraOptions(port: number, isFirst: boolean): readonly string[] {
  const group = port + 1;
  return [
    "--binlog-format=ROW",
    "--innodb-autoinc-lock-mode=2",
    "--wsrep-on=ON",
    `--wsrep-provider=${PROVIDER}`,
    "--wsrep-cluster-name=chaos",
    `--wsrep-cluster-address=gcomm://${isFirst ? "" : `${HOST}:${FIRST_PORT + 1}`}`,
    `--wsrep-node-address=${HOST}:${group}`,
    `--wsrep-provider-options=gmcast.listen_addr=tcp://${HOST}:${group};ist.recv_addr=${HOST}:${port + 2}`,
    "--wsrep-sst-method=rsync",
    `--wsrep-sst-receive-address=${HOST}:${port + 3}`,
  ];
}

async function startNode(folder: string, port: number, more: readonly string[]): Promise<ChildProcess> {
  const data = path.join(folder, "data");
  mkdirSync(folder, { recursive: true });
  const user = USER === undefined ? [] : [`--user=${USER}`];
  if (USER !== undefined) execFileSync("chown", [`${USER}:`, path.dirname(folder), folder]);
  const install = ["--no-defaults", `--datadir=${data}`, "--auth-root-authentication-method=normal", "--skip-test-db"];
  execFileSync("mariadb-install-db", [...install, ...user], { stdio: "ignore" });
  const place = [`--datadir=${data}`, `--tmpdir=${folder}`, `--socket=${folder}/s`, `--port=${port}`];
  const speed = ["--innodb-flush-log-at-trx-commit=0", "--skip-name-resolve", `--bind-address=${HOST}`];
  const options = ["--no-defaults", ...place, ...speed, `--log-error=${folder}/log`, ...more, ...user];
  const node = spawn("mariadbd", options, { stdio: "ignore" });
  await untilReady(node, port, more.length > 0);
  return node;
}

/** A node of a cluster is ready once it has all of the data. */
async function untilReady(node: ChildProcess, port: number, isNode: boolean): Promise<void> {
  for (const until = Date.now() + READY_WITHIN_MS; Date.now() < until; await sleep(200)) {
    if (node.exitCode !== null) throw new Error(`mariadbd ended with code ${node.exitCode}`);
    const state = await stateOf(port).catch(() => undefined);
    if (state !== undefined && (!isNode || state === "Synced")) return;
  }
  throw new Error(`mariadbd on port ${port} is not ready`);
}

async function stateOf(port: number): Promise<string> {
  const connection = await createConnection({ host: HOST, port, user: "root" });
  const [rows] = await connection.query("show status like 'wsrep_local_state_comment'");
  await connection.end();
  return (rows as { Value: string }[])[0]?.Value ?? "";
}

async function stopAll(nodes: readonly ChildProcess[], root: string): Promise<void> {
  for (const node of [...nodes].reverse()) {
    const ended = new Promise<void>((resolve) => node.once("exit", () => resolve()));
    node.kill("SIGTERM");
    await ended;
  }
  rmSync(root, { recursive: true, force: true });
}
