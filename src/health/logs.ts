import { access, constants, stat } from "node:fs/promises";
import type { Run } from "../model/run.ts";
import { DAY, SECOND } from "../model/window.ts";
import type { LogSource } from "../ports/logs.ts";
import type { RunStore } from "../ports/run-store.ts";
import { codeOf } from "./reason.ts";

/** A folder of build logs that cannot be read. */
export class FolderError extends Error {
  readonly fault: "missing" | "no_folder" | "unreadable";
  /** The operating system's, such as `EACCES`. */
  readonly code: string;
  constructor(fault: FolderError["fault"], code: string) {
    super(`the folder is ${fault}: ${code}`);
    this.name = "FolderError";
    this.fault = fault;
    this.code = code;
  }
}

/** Resolves if the folder can be read and searched. @throws FolderError */
export async function probeLogFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch((error: unknown) => {
    const code = codeOf(error) ?? "unknown";
    throw new FolderError(code === "ENOENT" || code === "ENOTDIR" ? "missing" : "unreadable", code);
  });
  if (!found.isDirectory()) throw new FolderError("no_folder", "ENOTDIR");
  await access(folder, constants.R_OK | constants.X_OK).catch((error: unknown) => {
    throw new FolderError("unreadable", codeOf(error) ?? "unknown");
  });
}

/** The newest runs of the last week with data, newest first. */
export async function newestRuns(runs: RunStore | undefined, limit: number): Promise<readonly Run[]> {
  const newest = (await runs?.newest()) ?? null;
  if (!runs || newest === null) return [];
  const scope = { window: { begin: newest - 7 * DAY, end: newest + SECOND }, jobs: [] };
  return (await runs.runs(scope, {}, { limit, offset: 0 })).items;
}

export interface SoughtLog {
  readonly run: Run;
  /** Whether the source has the log; `unreadable` with the reason. */
  readonly log: "there" | "none" | { readonly unreadable: string };
}

/** Opens the log of each run, and reads nothing of it. */
export async function seekLogs(runs: readonly Run[], logs: LogSource): Promise<readonly SoughtLog[]> {
  return Promise.all(
    runs.map(async (run) => {
      const answer = await logs.open(run);
      if (answer.kind === "log") return { run, log: "there" };
      return { run, log: answer.kind === "none" ? "none" : { unreadable: answer.reason } };
    }),
  );
}
