#!/usr/bin/env node
import { readVersion } from "./service/version.ts";

const { argv, env, stdout, stderr } = process;
const words = argv.slice(2);
const proxyVariables = ["HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"];

// A reader that has seen enough, as with `--help | head`, is not an error.
stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

// Asked by scripts and package managers, which should not wait for the rest to load.
if (words.length === 1 && (words[0] === "--version" || words[0] === "-V")) stdout.write(`${readVersion()}\n`);
else {
  if (proxyVariables.some((name) => env[name])) await (await import("./service/proxies.ts")).useProxies();
  const { runTerminal } = await import("./cli/terminal.ts");
  process.exitCode = await runTerminal(words, { environment: env, cwd: process.cwd(), out: stdout, err: stderr });
}
