import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { systemClock } from "../../src/compose/application.ts";
import { createLogger } from "../../src/compose/logger.ts";
import { startService } from "../../src/compose/serve.ts";
import { loadConfig } from "../../src/config.ts";
import type { PageState } from "../../src/playground/wire.ts";

export interface Demo {
  readonly url: string;
  stop(): Promise<void>;
}

/** The demo as `npm start` runs it, on a free port, in a folder of its own. */
export async function startDemo(): Promise<Demo> {
  const folder = mkdtempSync(path.join(tmpdir(), "ci-stat-demo-"));
  const environment = { CI_STAT_DATA_DIR: path.join(folder, "data"), CI_STAT_LISTEN_PORT: "0" };
  const log = createLogger(process.env.TEST_LOG ?? "fatal");
  const service = await startService(loadConfig(environment, folder), systemClock, log);
  return {
    url: service.url,
    async stop() {
      await service.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What the playground's page at the demo's address shows. */
export async function pageStateAt(url: string): Promise<PageState> {
  return (await (await fetch(`${url}/playground/api/state`)).json()) as PageState;
}
