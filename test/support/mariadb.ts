import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { createConnection } from "mysql2/promise";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** `mysql://` address of the server for tests; empty without one. */
    mysqlUrl: string;
  }
}

const serverPlaces = ["/usr/sbin/mariadbd", "/usr/sbin/mysqld", "/usr/local/sbin/mariadbd", "/usr/bin/mariadbd"];
const serverBinary = serverPlaces.find((place) => existsSync(place));

/** Whether `startServer` has a server to start. */
export const hasServer = serverBinary !== undefined;

/** Vitest's global setup: provides the server that `CI_STAT_TEST_MYSQL` names, or starts one on a free port. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const named = process.env.CI_STAT_TEST_MYSQL;
  if (named || !hasServer) {
    if (!named)
      console.log(
        "Skipped: tests on MariaDB. To run them, install mariadb-server or set CI_STAT_TEST_MYSQL to a mysql:// URL.",
      );
    project.provide("mysqlUrl", named ?? "");
    return async () => {};
  }
  const server = await startServer();
  project.provide("mysqlUrl", `mysql://root@127.0.0.1:${server.port}`);
  return server.stop;
}

/**
 * Starts a private server in a folder of its own. It can pause and resume with its data.
 * @param more further options of the server
 */
export async function startServer(more: readonly string[] = []) {
  const folder = mkdtempSync(path.join(tmpdir(), "ci-stat-mariadb-"));
  const data = path.join(folder, "data");
  const user = process.getuid?.() === 0 ? ["--user=root"] : [];
  const install = ["--no-defaults", `--datadir=${data}`, "--auth-root-authentication-method=normal", "--skip-test-db"];
  execFileSync("mariadb-install-db", [...install, ...user], { stdio: "ignore" });
  const port = await freePort();
  // A server removes the temporary tables it finds at its start, so each needs its own folder for them.
  const place = [
    `--datadir=${data}`,
    `--tmpdir=${folder}`,
    `--socket=${folder}/s`,
    `--port=${port}`,
    "--bind-address=127.0.0.1",
  ];
  const speed = ["--innodb-flush-log-at-trx-commit=0", "--skip-name-resolve"];
  const launch = async () => {
    const child = spawn(serverBinary ?? "mariadbd", ["--no-defaults", ...place, ...speed, ...more, ...user], {
      stdio: "ignore",
    });
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
