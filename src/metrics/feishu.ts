import { Counter, Gauge, type Registry } from "prom-client";
import type { ConnectionState } from "../feishu/long-connection.ts";
import type { FeishuHealth } from "../health/feishu.ts";
import { SECOND } from "../model/window.ts";

/** How the app stands with Feishu. All of it is known without a call. */
export function measureFeishu(
  registry: Registry,
  health: Pick<FeishuHealth, "callsInADay" | "refusedSends" | "warnings">,
): void {
  const registers = [registry];
  new Gauge({
    name: "ci_stat_feishu_calls_in_a_day",
    help: "Calls of the last 24 hours that count against Feishu's monthly quota",
    registers,
    collect() {
      this.set(health.callsInADay());
    },
  });
  new Gauge({
    name: "ci_stat_feishu_refused_sends",
    help: "Messages in a row that Feishu refused because of the app itself: permission, quota, bot switched off",
    registers,
    collect() {
      this.set(health.refusedSends());
    },
  });
  new Gauge({
    name: "ci_stat_feishu_warnings",
    help: "Faults that the operator must fix at Feishu",
    registers,
    collect() {
      this.set(health.warnings().length);
    },
  });
}

/** The long connection; `state` is undefined before it is opened for the first time. */
export function measureConnection(registry: Registry, state: () => ConnectionState | undefined): void {
  const registers = [registry];
  new Gauge({
    name: "ci_stat_feishu_connection_open",
    help: "1 while the long connection to Feishu is open, 0 while it is not",
    registers,
    collect() {
      this.set(state()?.isOpen ? 1 : 0);
    },
  });
  new Gauge({
    name: "ci_stat_feishu_last_event_timestamp_seconds",
    help: "When the last event came over the long connection; 0 before the first",
    registers,
    collect() {
      this.set((state()?.lastEventMs ?? 0) / SECOND);
    },
  });
  new Counter({
    name: "ci_stat_feishu_connection_reconnects_total",
    help: "How often the long connection was opened again after it had been lost",
    registers,
    collect() {
      this.reset();
      this.inc(state()?.reconnects ?? 0);
    },
  });
}
