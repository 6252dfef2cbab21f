import { readFileSync } from "node:fs";
import { parser } from "@prometheus-io/lezer-promql";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { metricFamilies, metricsTable } from "../../docs/describe-metrics.ts";

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");

interface Dashboard {
  readonly panels: readonly {
    readonly id: number;
    readonly title: string;
    readonly gridPos: { readonly x: number; readonly w: number };
    readonly targets?: readonly { readonly expr: string; readonly legendFormat: string }[];
  }[];
}
interface Rules {
  readonly groups: readonly {
    readonly rules: readonly {
      readonly alert: string;
      readonly expr: string;
      readonly labels: { readonly severity: string };
      readonly annotations: { readonly summary: string };
    }[];
  }[];
}

const dashboard = JSON.parse(read("deploy/grafana-dashboard.json")) as Dashboard;
const alerts = (parse(read("deploy/prometheus-rules.yaml")) as Rules).groups.flatMap(({ rules }) => rules);
const targets = dashboard.panels.flatMap(({ title, targets = [] }) => targets.map((each) => ({ title, ...each })));
const queries = [...targets, ...alerts.map(({ alert, expr }) => ({ title: alert, expr, legendFormat: "" }))];
const families = new Map(metricFamilies().map((family) => [family.name, family]));
/** What Prometheus itself adds; `exported_job` is our `job`, since `job` is that of the scrape. */
const scrapeLabels = ["job", "instance", "le", "exported_job"];

describe.each(queries)("$title: $expr", ({ expr, legendFormat }) => {
  const names = [...expr.matchAll(/\bci_stat_[a-z_]+\b/g)].map(([name]) => name);

  test("is PromQL", () => {
    const wrong: string[] = [];
    parser.parse(expr).iterate({
      enter({ type, from }) {
        if (type.isError) wrong.push(expr.slice(from));
      },
    });
    expect(wrong).toEqual([]);
  });

  test("names metrics that exist, by labels that they have", () => {
    const known = names.map((name) => families.get(name.replace(/_(bucket|sum|count)$/, "")));
    expect(known).not.toContain(undefined);
    const labels = [...known.flatMap((family) => family?.labelNames ?? []), ...scrapeLabels];
    const used = [
      ...[...expr.matchAll(/\bby \(([^)]+)\)/g)].flatMap(([, list = ""]) => list.split(/,\s*/)),
      ...[...expr.matchAll(/([a-z_]+)(?:=~?|!=~?)"/g)].map(([, label = ""]) => label),
      ...[...legendFormat.matchAll(/\{\{(\w+)\}\}/g)].map(([, label = ""]) => label),
    ];
    expect(used.filter((label) => !labels.includes(label))).toEqual([]);
  });
});

test("the panels have ids of their own and fit into the 24 columns", () => {
  const ids = dashboard.panels.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(dashboard.panels.filter(({ gridPos: { x, w } }) => x + w > 24)).toEqual([]);
});

test("every metric of our own is in the dashboard or an alert", () => {
  const shown = JSON.stringify(queries);
  const unseen = [...families.keys()].filter((name) => !shown.includes(name));
  expect(unseen).toEqual([
    "ci_stat_feishu_last_event_timestamp_seconds",
    "ci_stat_feishu_warnings",
    "ci_stat_scan_seconds",
  ]);
});

test("every alert says what it means, and how bad it is", () => {
  expect(alerts.length).toBeGreaterThan(8);
  for (const { labels, annotations } of alerts) {
    expect(["critical", "warning"]).toContain(labels.severity);
    expect(annotations.summary).not.toBe("");
  }
});

test("the table in the docs is that of the code", () => {
  expect(read("docs/metrics.md")).toContain(metricsTable());
});
