import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { probeLogFolder } from "../../src/health/logs.ts";
import { createSiteHealth } from "../../src/health/site-health.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "ci-stat-logs-"));
  writeFileSync(path.join(folder, "file"), "");
  mkdirSync(path.join(folder, "logs"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ["nowhere", "missing", "ENOENT"],
  ["file", "no_folder", "ENOTDIR"],
  ["file/logs", "missing", "ENOTDIR"],
])("%s is no folder of build logs: %s", async (name, fault, code) => {
  await expect(probeLogFolder(path.join(folder, name))).rejects.toMatchObject({ fault, code });
});

test("status shows what the doctor finds: a file in the place of the folder is bad", async () => {
  const logsOf = async (name: string) => {
    const health = createSiteHealth({
      open: () => Promise.reject(new Error("no database")),
      jenkins: undefined,
      github: undefined,
      logDir: path.join(folder, name),
      version: "1",
    });
    return (await health.checks()).find(({ what }) => what === "logs");
  };
  expect(await logsOf("logs")).toMatchObject({ state: "good", detail: path.join(folder, "logs") });
  expect(await logsOf("file")).toMatchObject({ state: "bad", detail: "ENOTDIR" });
});
