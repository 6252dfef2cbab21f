import { existsSync, readFileSync } from "node:fs";
import { cruise, type ICruiseResult, type IForbiddenRuleType } from "dependency-cruiser";
import { beforeAll, describe, expect, test } from "vitest";

/** Who may import whom. A place is a folder or a file; it may always import itself. */
const inside = ["src/model/", "src/time/", "src/stats/", "src/ports/", "src/view/", "src/logs/"];
const allowed: Readonly<Record<string, readonly string[]>> = {
  "src/model/": [],
  "src/time/": ["src/model/"],
  "src/stats/": ["src/model/", "src/time/"],
  "src/ports/": ["src/model/", "src/view/view.ts"],
  "src/logs/": ["src/model/", "src/ports/"],
  "src/view/": ["src/model/", "src/time/", "src/stats/", "src/ports/"],
  "cards/": ["src/model/", "src/view/view.ts", "src/view/command-line.ts", "src/ports/chat.ts"],
  "src/commands/": [...inside, "src/details/", "src/issues/", "src/reports/", "src/alerts/", "src/outbox/"],
  "src/conversation/": [...inside, "src/commands/"],
  "src/details/": inside,
  "src/issues/": inside,
  "src/reports/": inside,
  "src/alerts/": [...inside, "src/reports/"],
  // What is sent knows of reports, never the other way round; alerts and issues leave facts in its queue.
  "src/outbox/": [...inside, "src/reports/"],
  "src/log-page/": inside,
  "src/syncing/": inside,
  "src/api/": inside,
  "src/health/": [...inside, "src/database/", "src/feishu/", "src/github/", "src/sources/"],
  "src/metrics/": [...inside, "src/health/", "src/feishu/long-connection.ts"],
  "src/database/": ["src/model/", "src/time/", "src/ports/"],
  "src/feishu/": ["src/model/", "src/ports/", "src/view/view.ts", "cards/"],
  "src/sources/": ["src/model/", "src/ports/", "src/logs/skip-bytes.ts"],
  "src/github/": ["src/model/", "src/ports/"],
  "src/config.ts": ["src/config/"],
  "src/config/": ["src/model/", "src/time/"],
};

/** Places that put the others together, and may know them all. */
const composers = [
  "src/main.ts",
  "src/index.ts",
  "src/library/",
  "src/service/",
  "src/cli/",
  "src/doctor/",
  "src/terminal/",
  "src/playground/",
];

/** Libraries that one place alone knows; a place is a pattern. */
const owned: Readonly<Record<string, string>> = {
  "@larksuiteoapi/node-sdk": "src/feishu/(client|long-connection).ts",
  mysql2: "src/database/engine/open.ts",
  libsql: "src/database/engine/open.ts",
  kysely: "src/database/",
};

const rules: IForbiddenRuleType[] = [
  ...Object.entries(allowed).map(([place, others]) => ({
    name: place,
    severity: "error" as const,
    from: { path: `^${place}` },
    to: { path: "^(src|cards)/", pathNot: [place, ...others].map((other) => `^${other}`) },
  })),
  ...Object.entries(owned).map(([library, place]) => ({
    name: library,
    severity: "error" as const,
    from: { path: "^(src|cards)/", pathNot: `^(${place}|src/service/|src/playground/)` },
    to: { path: `node_modules/${library}/` },
  })),
  {
    name: "only Feishu's adapter and the library draw Feishu's cards",
    severity: "error",
    from: { path: "^src/", pathNot: "^src/(feishu|library)/" },
    to: { path: "^cards/" },
  },
  {
    // doctor.ts, site.ts and the trials make the clients; what these find out is asked in src/health alone.
    name: "the doctor, readyz and status find out nothing by themselves",
    severity: "error",
    from: { path: "^src/(doctor|service/serve|commands/status|cli/doctor)" },
    to: {
      path: [
        "^src/database/engine/(describe|rights|dialect)[.]ts",
        "^src/feishu/scopes[.]ts",
        "^node_modules/(@octokit|kysely)/",
      ],
      dependencyTypesNot: ["type-only"],
    },
  },
  { name: "circular", severity: "error", from: {}, to: { circular: true } },
];

let result: ICruiseResult;
beforeAll(async () => {
  const { output } = await cruise(["src", "cards"], {
    validate: true,
    ruleSet: { forbidden: rules },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^src/(playground|log-page)/page/" },
  });
  result = output as ICruiseResult;
});

test("the whole house was seen", () => {
  expect(result.modules.filter(({ source }) => /^(src|cards)\//.test(source)).length).toBeGreaterThan(150);
});

test("nobody imports what lies outside its layer, and there are no circles", () => {
  const broken = result.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`);
  expect(broken).toEqual([]);
});

test("nothing above Feishu's adapter knows how Feishu writes its ids", () => {
  const above = result.modules
    .map(({ source }) => source)
    .filter((source) => /^src\//.test(source) && !/^src\/(feishu|playground|doctor|library)\//.test(source));
  expect(above.filter((source) => /[`"'/^](oc|ou|om|omt)_/.test(readFileSync(source, "utf8")))).toEqual([]);
});

describe("every module has a place", () => {
  test("that the table above names", () => {
    const places = [...Object.keys(allowed), ...composers];
    const stray = result.modules
      .map(({ source }) => source)
      .filter((source) => /^(src|cards)\//.test(source) && !places.some((place) => source.startsWith(place)));
    expect(stray).toEqual([]);
  });

  test.each([...Object.keys(allowed), ...composers])("and %s is there", (place) => {
    expect(existsSync(place)).toBe(true);
  });
});
