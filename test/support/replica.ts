import { loadConfig } from "../../src/config.ts";
import { createLogger } from "../../src/service/logger.ts";
import { startService } from "../../src/service/serve.ts";
import { type ClockOrders, runningClock } from "./clock.ts";

/** The whole service as a process to kill. It tells its parent when it is ready. */
export interface ReplicaOrders {
  /** `CI_STAT_…` variables. */
  readonly environment: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly clock: ClockOrders;
}

const { environment, folder, clock } = JSON.parse(process.argv[2] ?? "{}") as ReplicaOrders;
const service = await startService(loadConfig(environment, folder), runningClock(clock), createLogger("warn"));
process.on("disconnect", () => process.exit());
process.send?.(service.url);
