import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { settingsSchema } from "../src/config/settings.ts";

const root = path.resolve(import.meta.dirname, "..");
const read = (file: string) => readFileSync(path.join(root, file), "utf8");
const manifest = JSON.parse(read("package.json")) as {
  scripts: Record<string, string>;
  bin: { "ci-stat": string };
};
const keys = Object.keys(settingsSchema.shape);
const PORT = settingsSchema.shape.listen_port.parse(undefined);

/** The key of env.json that a variable sets; undefined if there is none. */
function keyOf(variable: string): string | undefined {
  const name = variable.replace(/^CI_STAT_/, "").toLowerCase();
  return keys.find((key) => key === name || `${key}_file` === name);
}

describe("the Dockerfile", () => {
  const lines = read("Dockerfile").replaceAll("\\\n", "").split("\n");
  const argumentsOf = (word: string) =>
    lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1).trim());

  test("copies what is there and lets nothing else into the build", () => {
    const own = argumentsOf("COPY").filter((each) => !each.startsWith("--from"));
    const sources = own.flatMap((each) => each.split(" ").slice(0, -1)).filter((each) => each !== ".");
    expect(sources.filter((each) => !existsSync(path.join(root, each)))).toEqual([]);
    const [everything, ...kept] = read(".dockerignore").trim().split("\n");
    expect(everything).toBe("*");
    const names = kept.map((each) => each.replace(/^!/, ""));
    expect(names.filter((each) => !existsSync(path.join(root, each)))).toEqual([]);
    expect(sources.every((each) => names.includes(each))).toBe(true);
  });

  test("runs scripts that exist, and the program that npm installs, as another user than root", () => {
    const scripts = lines.flatMap((line) => [...line.matchAll(/npm run ([\w:]+)/g)].map(([, name = ""]) => name));
    expect(scripts.filter((name) => manifest.scripts[name] === undefined)).toEqual([]);
    expect(argumentsOf("ENTRYPOINT").map((each) => JSON.parse(each))).toEqual([["node", manifest.bin["ci-stat"]]]);
    expect(argumentsOf("USER")).toEqual(["node"]);
    expect(argumentsOf("EXPOSE")).toEqual([String(PORT)]);
    expect(argumentsOf("HEALTHCHECK")[0]).toContain(`http://127.0.0.1:${PORT}/healthz`);
  });
});

test("compose.yaml sets keys that exist, and both services agree on the database", () => {
  const { services } = parse(read("compose.yaml"));
  const own = services["ci-stat"];
  expect(Object.keys(own.environment).filter((name) => keyOf(name) === undefined)).toEqual([]);
  expect(own.ports).toEqual([`${PORT}:${PORT}`]);
  expect(services[own.environment.CI_STAT_HOST].environment).toMatchObject({
    MYSQL_DATABASE: own.environment.CI_STAT_DATABASE,
    MYSQL_USER: own.environment.CI_STAT_USER,
    MYSQL_PASSWORD: own.environment.CI_STAT_PASSWORD,
  });
  expect(own).toMatchObject({ read_only: true, cap_drop: ["ALL"] });
});

test("the Kubernetes file sets keys that exist, mounts what it names, and probes what there is", () => {
  const all = parseAllDocuments(read("deploy/kubernetes.yaml")).map((each) => each.toJS());
  const of = (kind: string) => all.find((each) => each.kind === kind);
  const { spec } = of("Deployment").spec.template;
  const [container] = spec.containers;
  const settings = JSON.parse(of("ConfigMap").data["env.json"]);
  expect(settingsSchema.partial().safeParse(settings)).toMatchObject({ success: true });
  expect(Object.keys(settings).filter((key) => !keys.includes(key))).toEqual([]);
  const variables: { name: string; value: string }[] = container.env;
  const files = variables.filter(({ name }) => name.endsWith("_FILE"));
  expect(files.filter(({ name }) => keyOf(name) === undefined)).toEqual([]);
  expect(files.map(({ value }) => path.basename(value)).sort()).toEqual(Object.keys(of("Secret").stringData).sort());
  const mounts: { name: string; mountPath: string }[] = container.volumeMounts;
  for (const { value } of variables) expect(mounts.map(({ mountPath }) => mountPath)).toContain(path.dirname(value));
  expect(mounts.map(({ name }) => name)).toEqual(spec.volumes.map(({ name }: { name: string }) => name));
  const ports = new Map(
    container.ports.map((each: { name: string; containerPort: number }) => [each.name, each.containerPort]),
  );
  expect(ports).toEqual(
    new Map([
      ["http", PORT],
      ["metrics", settings.metrics_port],
    ]),
  );
  const probes = ["startupProbe", "livenessProbe", "readinessProbe"].map((name) => container[name].httpGet);
  expect(probes).toEqual([
    { path: "/healthz", port: "http" },
    { path: "/healthz", port: "http" },
    { path: "/readyz", port: "http" },
  ]);
  expect(of("Service").spec.ports[0].targetPort).toBe("http");
  expect(spec).toMatchObject({ enableServiceLinks: false, securityContext: { runAsNonRoot: true } });
});

test("the systemd unit sets keys that exist and starts the program that npm installs", () => {
  const lines = read("deploy/ci-stat.service").split("\n");
  const values = (key: string) =>
    lines.filter((line) => line.startsWith(`${key}=`)).map((line) => line.slice(key.length + 1));
  expect(values("ExecStart")).toEqual(["/opt/ci-stat/bin/ci-stat serve"]);
  const variables = values("Environment").map((each) => each.split("=")[0] ?? "");
  const unknown = variables.filter((name) => name.startsWith("CI_STAT_") && keyOf(name) === undefined);
  expect(unknown).toEqual([]);
  expect(values("StateDirectory").map((name) => `CI_STAT_DATA_DIR=/var/lib/${name}`)).toEqual([
    values("Environment").at(-1),
  ]);
});
