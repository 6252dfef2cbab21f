import { Registry } from "prom-client";
import { measureConnection, measureFeishu } from "../src/metrics/feishu.ts";
import { countHappenings } from "../src/metrics/happenings.ts";
import { measureJobs } from "../src/metrics/jobs.ts";
import { nameBuild } from "../src/metrics/process.ts";
import { measureSite } from "../src/metrics/site.ts";

/** Generates the table of `docs/metrics.md` from the metrics themselves. */

export interface MetricFamily {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  readonly labelNames?: readonly string[];
}

const nothing = async () => undefined;
const feishu = { callsInADay: () => 0, refusedSends: () => 0, warnings: () => [] };

/** Every family that starts with `ci_stat_`, in the order of their names. */
export function metricFamilies(): readonly MetricFamily[] {
  const registry = new Registry();
  countHappenings(registry)();
  measureFeishu(registry, feishu);
  measureConnection(registry, () => undefined);
  measureSite(registry, nothing, { now: () => 0 });
  measureJobs(registry, nothing);
  nameBuild(registry, "");
  const families = registry.getMetricsAsArray() as unknown as readonly MetricFamily[];
  return [...families].sort((one, other) => (one.name < other.name ? -1 : 1));
}

export function metricsTable(): string {
  const rows = metricFamilies().map(({ name, type, labelNames = [], help }) => {
    const labels = labelNames.map((label) => `\`${label}\``).join(", ");
    return `| \`${name}\` | ${type} | ${labels} | ${help} |`;
  });
  return ["| metric | type | labels | |", "| --- | --- | --- | --- |", ...rows].join("\n");
}
