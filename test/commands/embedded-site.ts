import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { commands } from "../../src/commands/index.ts";
import type { Asker, Sources } from "../../src/commands/kit/command.ts";
import { readLine } from "../../src/commands/kit/read-line.ts";
import { runCommand } from "../../src/commands/kit/run-command.ts";
import { loadConfig } from "../../src/config.ts";
import { createCiData } from "../../src/database/engine/ci-data.ts";
import { openSqlite } from "../../src/database/engine/open.ts";
import { insertRuns, type NewRun } from "../../src/database/runs/insert-runs.ts";
import { createApplication } from "../../src/service/application.ts";
import { createLogger } from "../../src/service/logger.ts";
import { mistakeView } from "../../src/view/mistake.ts";
import type { View } from "../../src/view/view.ts";
import { zone } from "../support/runs.ts";
import { now } from "./sample-facts.ts";

export const alice: Asker = { chatId: "oc_team", userId: "ou_alice", fromOtherTenant: false };

/** The commands over a real embedded database that holds some runs, asked at 09:30 on the day after them. */
export interface EmbeddedSite {
  readonly sources: Sources;
  /** @param readLogsUntilMs until when unread logs are read first; five seconds by default */
  ask(line: string, asker?: Asker | null, readLogsUntilMs?: number): Promise<View>;
  close(): Promise<void>;
}

/** @param settings keys of env.json */
export async function openEmbeddedSite(
  runs: readonly NewRun[],
  settings: Readonly<Record<string, string>> = {},
): Promise<EmbeddedSite> {
  const folder = mkdtempSync(path.join(tmpdir(), "ci-stat-commands-"));
  const database = openSqlite(path.join(folder, "ci_stat.sqlite"));
  await createCiData(database);
  await insertRuns(database, runs, zone);
  await database.close();
  const environment = Object.fromEntries(
    Object.entries({ data_dir: folder, ...settings }).map(([key, value]) => [`CI_STAT_${key.toUpperCase()}`, value]),
  );
  const application = createApplication(loadConfig(environment, folder).settings, "all", createLogger("silent"), {
    now: () => now,
  });
  const sources = await application.sources();
  return {
    sources,
    ask(line, asker = alice, readLogsUntilMs = now + 5_000) {
      const reading = readLine(line, commands, {
        zone,
        now,
        limit: 10,
        mostItems: 50,
        readLogsUntilMs,
        asker,
      });
      if (reading.kind === "mistake") return Promise.resolve(mistakeView(reading.mistake));
      return runCommand(reading.command, sources, reading.args, reading.question);
    },
    async close() {
      await application.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
