import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { createConnection } from "mysql2/promise";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** `mysql://` address of a server for tests; empty where there is none. */
    mysqlUrl: string;
  }
}

const serverPlaces = ["/usr/sbin/mariadbd", "/usr/sbin/mysqld", "/usr/local/sbin/mariadbd", "/usr/bin/mariadbd"];

/** Vitest's global setup: the server that `CI_STAT_TEST_MYSQL` names, or a private one on a free port, or none. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const named = process.env.CI_STAT_TEST_MYSQL;
  const binary = serverPlaces.find((place) => existsSync(place));
  if (named || !binary) {
    if (!named)
      console.log("MySQL suites skipped: install mariadb-server, or set CI_STAT_TEST_MYSQL to a mysql:// URL");
    project.provide("mysqlUrl", named ?? "");
    return async () => {};
  }
  const server = await startServer(binary);
  project.provide("mysqlUrl", `mysql://root@127.0.0.1:${server.port}`);
  return server.stop;
}

/** A private server in a folder of its own; it can be taken down and brought back with its data. */
export async function startServer(binary = serverPlaces.find((place) => existsSync(place)) ?? "mariadbd") {
  const folder = mkdtempSync(path.join(tmpdir(), "ci-stat-mariadb-"));
  const data = path.join(folder, "data");
  const user = process.getuid?.() === 0 ? ["--user=root"] : [];
  const install = ["--no-defaults", `--datadir=${data}`, "--auth-root-authentication-method=normal", "--skip-test-db"];
  execFileSync("mariadb-install-db", [...install, ...user], { stdio: "ignore" });
  const port = await freePort();
  // A server that starts removes the temporary tables it finds, so each has a place of its own for them.
  const place = [
    `--datadir=${data}`,
    `--tmpdir=${folder}`,
    `--socket=${folder}/s`,
    `--port=${port}`,
    "--bind-address=127.0.0.1",
  ];
  const speed = ["--innodb-flush-log-at-trx-commit=0", "--skip-name-resolve"];
  const launch = async () => {
    const child = spawn(binary, ["--no-defaults", ...place, ...speed, ...user], { stdio: "ignore" });
    await untilItAnswers(port, child);
    return child;
  };
  let child = await launch();
  return {
    port,
    pause: () => ended(child),
    async resume() {
      child = await launch();
    },
    async stop() {
      await ended(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

async function untilItAnswers(port: number, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the database server ended with code ${child.exitCode}`);
    try {
      const connection = await createConnection({ host: "127.0.0.1", port, user: "root" });
      return await connection.end();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });
}
