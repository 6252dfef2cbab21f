import { randomBytes } from "node:crypto";
import { createConnection } from "mysql2/promise";
import { inject } from "vitest";
import { type Database, type Engine, openMysql, openSqlite } from "../../src/database/engine/open.ts";

export interface TestDatabase extends Database {
  /** Settings of env.json that lead to this database; none for the embedded one. */
  readonly settings: Readonly<Record<string, string | number>>;
  /** Closes it and removes what it held. */
  drop(): Promise<void>;
}

export interface TestEngine {
  readonly engine: Engine;
  /** An empty database of its own. */
  open(): Promise<TestDatabase>;
}

export const sqlite: TestEngine = {
  engine: "sqlite",
  async open() {
    const database = openSqlite(":memory:");
    return { ...database, settings: {}, drop: database.close };
  },
};

export const mysqlUrl = inject("mysqlUrl");

export const mysql: TestEngine = {
  engine: "mysql",
  async open() {
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
  },
};

/** Both databases where there is a server, the embedded one always. */
export const engines: readonly TestEngine[] = mysqlUrl === "" ? [sqlite] : [sqlite, mysql];

/** Runs plain SQL on the server, beside everything that is being tested. */
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
