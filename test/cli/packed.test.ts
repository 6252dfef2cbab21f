import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");
const { bin, version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
  bin: { "ci-stat": string };
  version: string;
};

describe("the packed program, in a folder that cannot be written", () => {
  let folder: string;
  let data: string;
  let child: ChildProcess | undefined;
  /** Root may write everything, so root's tests run it as nobody, where nobody may read this folder. */
  let user: { uid?: number; gid?: number } = {};

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), "ci-stat-packed-"));
    data = mkdtempSync(path.join(tmpdir(), "ci-stat-data-"));
    const packed = execFileSync("npm", ["pack", "--ignore-scripts", "--silent", "--pack-destination", folder], {
      cwd: root,
    });
    execFileSync("tar", ["-xzf", path.join(folder, packed.toString().trim()), "-C", folder]);
    symlinkSync(path.join(root, "node_modules"), path.join(folder, "package/node_modules"));
    const nobody = { uid: 65534, gid: 65534 };
    const mayRead = spawnSync("test", ["-r", path.join(root, "node_modules/express")], nobody).status === 0;
    if (process.getuid?.() === 0 && mayRead) user = nobody;
    execFileSync("chmod", ["777", data]);
    execFileSync("chmod", ["-R", "a+rX,a-w", folder]);
  });
  afterAll(() => {
    child?.kill("SIGKILL");
    execFileSync("chmod", ["-R", "u+w", folder]);
    for (const each of [folder, data]) rmSync(each, { recursive: true, force: true });
  });

  const command = () => path.join(folder, "package", bin["ci-stat"]);
  const options = () => ({ cwd: path.join(folder, "package"), ...user });
  const environment = () => ({ PATH: process.env.PATH, HOME: "/nonexistent", CI_STAT_DATA_DIR: data });

  test("says its version", () => {
    const { stdout, stderr } = spawnSync(process.execPath, [command(), "--version"], {
      ...options(),
      env: environment(),
      encoding: "utf8",
    });
    expect({ stdout, stderr }).toEqual({ stdout: `${version}\n`, stderr: "" });
  });

  test("serves, and stops when it is told to", async () => {
    const env = {
      ...environment(),
      CI_STAT_APP_ID: "cli_0123456789abcdef",
      CI_STAT_APP_SECRET: "s",
      CI_STAT_FEISHU_DOMAIN: "http://127.0.0.1:1",
      CI_STAT_LISTEN_PORT: "0",
    };
    let written = "";
    child = spawn(process.execPath, [command(), "serve"], { ...options(), env, stdio: ["ignore", "pipe", "pipe"] });
    child.stdout?.on("data", (bytes) => (written += bytes));
    child.stderr?.on("data", (bytes) => (written += bytes));
    await expect.poll(() => written).toMatch(/"url":"http:\/\/[^"]+","msg":"listening"/);
    const url = /"url":"([^"]+)"/.exec(written)?.[1] ?? "";
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    const ended = new Promise((resolve) => child?.once("exit", (code) => resolve(code)));
    child.kill("SIGINT");
    expect(await ended).toBe(0);
    expect(existsSync(path.join(data, "ci_stat.sqlite"))).toBe(true);
  });
});
