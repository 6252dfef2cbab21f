import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { closest, distance } from "fastest-levenshtein";
import { listKeys, objectKeys, settingKeys } from "./settings.ts";

/** The values of env.json and the environment, not yet validated. */
export interface Written {
  readonly values: Readonly<Record<string, unknown>>;
  /** Path of the env.json that was read. */
  readonly file: string | undefined;
  /** Why the configuration cannot be used, one line each. */
  readonly faults: readonly string[];
  readonly warnings: readonly string[];
}

/** Reads env.json and the environment; the environment takes precedence. */
export function readWritten(environment: NodeJS.ProcessEnv, cwd: string): Written {
  const place = findFile(environment, cwd);
  const json = place.file === undefined ? { values: {}, faults: [] } : readJson(place.file);
  const variables = readEnvironment(environment, cwd);
  return {
    values: { ...json.values, ...variables.values },
    file: place.file,
    faults: [...place.faults, ...json.faults, ...unknownKeys(Object.keys(json.values)), ...variables.faults],
    warnings: variables.warnings,
  };
}

function findFile(environment: NodeJS.ProcessEnv, cwd: string): Pick<Written, "file" | "faults"> {
  const named = environment.STAT_ENV_PATH;
  const candidate = path.resolve(cwd, named ?? "env.json");
  const stat = statSync(candidate, { throwIfNoEntry: false });
  if (stat?.isFile()) return { file: candidate, faults: [] };
  const inside = path.join(candidate, "env.json");
  if (named && stat?.isDirectory() && statSync(inside, { throwIfNoEntry: false })?.isFile())
    return { file: inside, faults: [] };
  const fault = `STAT_ENV_PATH: ${JSON.stringify(named)} is not a file and holds no env.json`;
  return { file: undefined, faults: named ? [fault] : [] };
}

function readJson(file: string): Pick<Written, "values" | "faults"> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    // The parser's message quotes the surrounding text, which may contain a password.
    const position = /position \d+( \(line \d+ column \d+\))?/.exec(String(error))?.[0];
    return { values: {}, faults: [`${file}: cannot be read as JSON${position ? ` at ${position}` : ""}`] };
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed))
    return { values: {}, faults: [`${file}: expected one JSON object of settings`] };
  return { values: parsed as Record<string, unknown>, faults: [] };
}

const PREFIX = "CI_STAT_";
const FILE_SUFFIX = "_file";

/** Reads `CI_STAT_<KEY>`, or else the file that `CI_STAT_<KEY>_FILE` names. */
function readEnvironment(environment: NodeJS.ProcessEnv, cwd: string): Omit<Written, "file"> {
  const given = new Map<string, string>();
  for (const [name, value] of Object.entries(environment))
    if (value !== undefined && name.startsWith(PREFIX) && !isForeign(name, value))
      given.set(name.slice(PREFIX.length).toLowerCase(), value);
  const values: Record<string, unknown> = {};
  const faults: string[] = [];
  for (const key of settingKeys) {
    const file = given.get(`${key}${FILE_SUFFIX}`);
    const value = given.get(key) ?? (file && readValueFile(path.resolve(cwd, file)));
    if (value !== undefined) values[key] = parseValue(key, value);
    else if (file !== undefined)
      faults.push(`${key}: ${PREFIX}${key.toUpperCase()}_FILE names ${JSON.stringify(file)}, which cannot be read`);
  }
  const unknown = [...given.keys()].filter((key) => !isSetting(key.replace(new RegExp(`${FILE_SUFFIX}$`), "")));
  return { values, faults, warnings: unknownKeys(unknown).map((line) => `environment: ${line}`) };
}

/** Variables of the test suite, and those that Kubernetes injects for a Service named ci-stat. */
function isForeign(name: string, value: string): boolean {
  return (
    /^CI_STAT_(?:TEST|SERVICE)_/.test(name) ||
    (/^CI_STAT_PORT/.test(name) && value.startsWith("tcp://")) ||
    /^CI_STAT_PORT_\d+_/.test(name)
  );
}

/** Drops the one line end that editors and `echo` leave. */
function readValueFile(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8").replace(/\r?\n$/, "");
  } catch {
    return undefined;
  }
}

function isSetting(key: string): boolean {
  return (settingKeys as readonly string[]).includes(key);
}

function parseValue(key: string, value: string): unknown {
  if (objectKeys.includes(key)) return parseJson(value);
  return listKeys.includes(key) ? toList(value) : value;
}

/** Reads a list from one environment variable: a JSON array, or names separated by commas. */
function toList(value: string): unknown {
  if (!value.trim().startsWith("["))
    return value
      .split(",")
      .map((item) => item.trim())
      .filter(Boolean);
  return parseJson(value);
}

/** What is no JSON stays as it is, and is refused with the rest. */
function parseJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function unknownKeys(keys: readonly string[]): string[] {
  return keys
    .filter((key) => !isSetting(key))
    .map((key) => {
      const nearest = closest(key, settingKeys);
      const hint = distance(key, nearest) <= 3 ? `; did you mean ${nearest}?` : "";
      return `${key}: no such setting${hint}`;
    });
}
