import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createConnection } from "mysql2/promise";
import { inject } from "vitest";
import { type Database, type Engine, openMysql, openSqlite } from "../../src/database/engine/open.ts";

export interface TestDatabase extends Database {
  /** Keys of env.json with which a service opens this database too; none for one in memory. */
  readonly settings: Readonly<Record<string, string | number>>;
  /** Closes the connection and removes the database. */
  drop(): Promise<void>;
}

export interface TestEngine {
  readonly engine: Engine;
  /** An empty database; the embedded one is in memory. */
  open(): Promise<TestDatabase>;
  /** An empty database that a service or another process can open too; the embedded one is a file. */
  openShared(): Promise<TestDatabase>;
}

export const sqlite: TestEngine = {
  engine: "sqlite",
  async open() {
    const database = openSqlite(":memory:");
    return { ...database, settings: {}, drop: database.close };
  },
  async openShared() {
    const folder = mkdtempSync(path.join(tmpdir(), "ci-stat-sqlite-"));
    const database = openSqlite(path.join(folder, "ci_stat.sqlite"));
    return {
      ...database,
      settings: { data_dir: folder },
      async drop() {
        await database.close();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  },
};

export const mysqlUrl = inject("mysqlUrl");

export const mysql: TestEngine = { engine: "mysql", open: openOnServer, openShared: openOnServer };

async function openOnServer(): Promise<TestDatabase> {
  const name = `ci_stat_test_${randomBytes(6).toString("hex")}`;
  await asRoot(`create database ${name}`);
  const { hostname, port, username, password } = new URL(mysqlUrl);
  const settings = {
    host: hostname,
    port: Number(port || 3306),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: name,
  };
  const database = openMysql(settings);
  return {
    ...database,
    settings,
    async drop() {
      await database.close();
      await asRoot(`drop database if exists ${name}`);
    },
  };
}

/** The embedded database, and MariaDB where there is a server. */
export const engines: readonly TestEngine[] = mysqlUrl === "" ? [sqlite] : [sqlite, mysql];

/** Runs plain SQL on the server, past all the code under test. */
export async function asRoot(statement: string): Promise<unknown> {
  const connection = await createConnection({
    uri: mysqlUrl,
    multipleStatements: true,
    decimalNumbers: true,
    dateStrings: true,
  });
  try {
    const [rows] = await connection.query(statement);
    return rows;
  } finally {
    await connection.end();
  }
}
