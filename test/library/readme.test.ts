import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FeishuStandIn, startFeishuStandIn } from "../../src/playground/stand-in/stand-in.ts";
import { type SampleSite, sampleSites } from "../support/sample-site.ts";

const run = promisify(execFile);
const root = path.resolve(".");
const secrets = { appId: "cli_0123456789abcdef", appSecret: "s", encryptKey: "k", verificationToken: "t" };

/** The examples of "As a library", one after the other: later ones use what earlier ones made. */
function examples(): string {
  const section = /## As a library\n([\s\S]*?)\n## /.exec(readFileSync("README.md", "utf8"))?.[1] ?? "";
  return [...section.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code).join("\n");
}

let site: SampleSite;
let standIn: FeishuStandIn;
let folder: string;
beforeAll(async () => {
  site = await (sampleSites[0]?.open ?? Promise.reject)();
  standIn = await startFeishuStandIn({ ...secrets, eventsUrl: () => "http://127.0.0.1:1/" });
  folder = mkdtempSync(path.join(site.folder, "example-"));
  symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
  writeFileSync(path.join(folder, "example.mts"), examples());
  const compilerOptions = {
    noEmit: true,
    allowImportingTsExtensions: true,
    rewriteRelativeImportExtensions: false,
    rootDir: "/",
    lib: ["es2023", "dom"],
    typeRoots: [path.join(root, "node_modules/@types")],
    paths: { "ci-stat": [path.join(root, "src/index.ts")] },
  };
  const config = { extends: path.join(root, "tsconfig.json"), compilerOptions, include: ["example.mts"], exclude: [] };
  writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify(config));
});
afterAll(async () => {
  await standIn.close();
  await site.remove();
  rmSync(folder, { recursive: true, force: true });
});

test("the examples have the types that they seem to have", async () => {
  const tsc = path.join(root, "node_modules/typescript/bin/tsc");
  const { stdout } = await run(process.execPath, [tsc, "-p", folder]).catch((error: { stdout: string }) => error);
  expect(stdout.split("\n").filter((line) => line.includes("example.mts"))).toEqual([]);
});

test("the examples run, and post their card", async () => {
  const { chatId } = standIn.addChat({ name: "CI" });
  const webhook = standIn.addRobot(chatId, { secret: "its signing key" });
  const tsx = path.join(root, "node_modules/tsx/dist/cli.mjs");
  const { stdout } = await run(
    process.execPath,
    [tsx, "--tsconfig", path.join(folder, "tsconfig.json"), path.join(folder, "example.mts")],
    {
      cwd: site.folder,
      env: { PATH: process.env.PATH, HOME: folder, WEBHOOK: webhook },
    },
  );
  const [counted] = await site.plain(`select count(*) total, sum(status in ('FAILURE', 'UNSTABLE')) failure from ci_data
    where time >= '2021-06-19' and time < '2021-06-20'`);
  expect(stdout).toContain(`${counted?.failure} of ${counted?.total} runs failed`);
  expect(stdout).toContain("提交");
  expect(stdout).toMatch(/\d+ minutes were aborted/);
  expect(standIn.messagesIn(chatId)).toHaveLength(1);
});
