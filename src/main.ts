#!/usr/bin/env node
import { runTerminal } from "./cli/terminal.ts";

const { argv, env, stdout, stderr } = process;
process.exitCode = await runTerminal(argv.slice(2), { environment: env, cwd: process.cwd(), out: stdout, err: stderr });
