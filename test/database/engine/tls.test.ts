import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sql } from "kysely";
import { createConnection } from "mysql2/promise";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { faultOf } from "../../../src/database/engine/errors.ts";
import { type MysqlAddress, openMysql } from "../../../src/database/engine/open.ts";
import { makeCertificate } from "../../support/certificates.ts";
import { hasServer, startServer } from "../../support/mariadb.ts";

describe.skipIf(!hasServer)("a server with a certificate", () => {
  let folder: string;
  let server: Awaited<ReturnType<typeof startServer>>;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "ci-stat-tls-"));
    makeCertificate(folder, "good", "localhost");
    makeCertificate(folder, "other", "db.example.com");
    use("good");
    const files = ["ca", "cert", "key"].map((part) => `--ssl-${part}=${path.join(folder, `${part}.pem`)}`);
    server = await startServer([...files, "--bind-address=*"]);
  });
  afterAll(async () => {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Puts a certificate where the server reads its own. */
  function use(name: string): void {
    for (const [from, to] of [
      [".pem", "cert.pem"],
      ["-key.pem", "key.pem"],
      ["-ca.pem", "ca.pem"],
    ])
      copyFileSync(path.join(folder, `${name}${from}`), path.join(folder, to ?? ""));
  }

  async function asRoot(statement: string): Promise<void> {
    const ssl = { rejectUnauthorized: false };
    const connection = await createConnection({ host: "127.0.0.1", port: server.port, user: "root", ssl });
    await connection.query(statement);
    await connection.end();
  }

  /** The cipher of the connection, "plain" where there is none, or what is wrong. */
  async function connect(settings: Partial<MysqlAddress>): Promise<string> {
    const address = { host: "localhost", port: server.port, user: "root", password: "", database: "mysql" };
    const { kysely, close } = openMysql({ ...address, ...settings });
    try {
      const { rows } = await sql<{ Value: string }>`show status like 'Ssl_cipher'`.execute(kysely);
      return rows[0]?.Value ? "encrypted" : "plain";
    } catch (error) {
      return `${faultOf(error)} ${(error as { code?: string }).code}`;
    } finally {
      await close();
    }
  }

  const ca = (name: string) => ({ tls: "verify", tls_ca_file: path.join(folder, `${name}-ca.pem`) }) as const;

  test("is spoken to as tls says, and only trusted where its certificate is", async () => {
    expect(await connect({})).toBe("plain");
    expect(await connect({ tls: "off" })).toBe("plain");
    expect(await connect({ tls: "on" })).toBe("encrypted");
    expect(await connect(ca("good"))).toBe("encrypted");
    expect(await connect(ca("other"))).toBe("tls HANDSHAKE_SSL_ERROR");
    expect(await connect({ tls: "verify" })).toBe("tls HANDSHAKE_SSL_ERROR");
  });

  test("of another name is not trusted", async () => {
    use("other");
    await asRoot("flush ssl");
    expect(await connect(ca("other"))).toBe("tls HANDSHAKE_SSL_ERROR");
    expect(await connect({ tls: "on" })).toBe("encrypted");
    use("good");
    await asRoot("flush ssl");
    expect(await connect(ca("good"))).toBe("encrypted");
  });

  test("that requires encryption refuses those without: in MariaDB with the words for a wrong password", async () => {
    await asRoot("set global require_secure_transport = on");
    expect(await connect({ tls: "on" })).toBe("encrypted");
    expect(await connect({ tls: "off" })).toBe("login ER_ACCESS_DENIED_ERROR");
    await asRoot("set global require_secure_transport = off");
  });
});

describe.skipIf(!hasServer)("a server without a certificate", () => {
  test("is no server for those who want encryption", async () => {
    const server = await startServer(["--skip-ssl"]);
    const address = { host: "localhost", port: server.port, user: "root", password: "", database: "mysql" };
    const { kysely, close } = openMysql({ ...address, tls: "on" });
    const fault = await sql`select 1`.execute(kysely).catch((error: unknown) => error);
    expect([faultOf(fault), (fault as { code?: string }).code]).toEqual(["tls", "HANDSHAKE_NO_SSL_SUPPORT"]);
    await close();
    await server.stop();
  });
});
