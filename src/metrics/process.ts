import { collectDefaultMetrics, Gauge, type Registry } from "prom-client";

/** The process itself: memory, CPU, event loop. */
export function measureProcess(registry: Registry): void {
  collectDefaultMetrics({ register: registry });
}

export function nameBuild(registry: Registry, version: string): void {
  new Gauge({
    name: "ci_stat_build_info",
    help: "Always 1; the labels say which version runs, and on which Node",
    labelNames: ["version", "node"],
    registers: [registry],
  }).set({ version, node: process.version }, 1);
}
