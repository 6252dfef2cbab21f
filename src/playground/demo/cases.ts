import type { Work } from "./company.ts";
import type { Planted } from "./planted.ts";
import { hash, type Random } from "./random.ts";
import { sourceTree } from "./source-tree.ts";

/** Aspects that test names combine with their subject. */
const situations = [
  "AfterRestart",
  "UnderSplit",
  "WithNullKey",
  "OnEmptyTable",
  "WhenCancelled",
  "InTransaction",
  "WithPrefixIndex",
  "AfterRollback",
  "WithMixedCase",
  "UnderMemoryLimit",
  "WithTimezone",
  "DuringReorg",
] as const;

/** Cases that only the nightly run executes, so that their failures never appear on a pull request. */
const nightlySituations = ["AfterUpgrade", "AcrossVersions", "OnOneCore", "WithAllFailpoints", "ForAnHour"] as const;

const rustModules = [
  ["raftstore", "raftstore::test_region"],
  ["raftstore", "raftstore::test_snapshot"],
  ["storage", "storage::txn::actions::prewrite"],
  ["coprocessor", "coprocessor::dag::runner"],
  ["server", "server::gc_worker::manager"],
] as const;

/** A case of the repository by number; the numbers wrap around after a few hundred. */
export function caseNumber(repo: string, work: Work, number: number): Planted {
  return named(repo, work, number, situations);
}

/** The case that newly fails on a night; none returns within a hundred nights. */
export function nightlyCase(night: number): Planted {
  return named("pingcap/tidb", "go_unit", night, nightlySituations);
}

export function anyCase(random: Random, repo: string, work: Work): Planted {
  return caseNumber(repo, work, random.integer(0, sourceTree(repo).subjects.length * situations.length - 1));
}

function named(repo: string, work: Work, number: number, among: readonly [string, ...string[]]): Planted {
  const { subjects } = sourceTree(repo);
  const subject = subjects[number % subjects.length] ?? subjects[0];
  const situation = among[Math.floor(number / subjects.length) % among.length] ?? among[0];
  if (work === "rust_unit") return libtestCase(subject, situation);
  if (work === "rust_nextest") return nextestCase(subject, situation);
  if (work === "sql") return sqlCase(number, subject);
  return goCase(repo, subject, situation);
}

function goCase(repo: string, subject: string, situation: string): Planted {
  const { files } = sourceTree(repo);
  const words = hash(`${subject}${situation}`);
  const { file, package: place, suite } = files[words % files.length] ?? files[0];
  const where = { file, place, line: 40 + (words % 1200) };
  if (suite) return { ...where, format: "gocheck", name: `${suite}.Test${subject}${situation}` };
  return { ...where, format: "go_test", name: `Test${subject}/${snakeCase(situation)}` };
}

function libtestCase(subject: string, situation: string): Planted {
  const [place, module] = rustModules[hash(subject) % rustModules.length] ?? rustModules[0];
  const name = `${module}::test_${snakeCase(`${subject}${situation}`)}`;
  return { format: "libtest", name, file: null, line: null, place };
}

function nextestCase(subject: string, situation: string): Planted {
  const [place] = rustModules[hash(subject) % rustModules.length] ?? rustModules[0];
  const name = `tikv::${place} test_${snakeCase(`${subject}${situation}`)}`;
  return { format: "nextest", name, file: null, line: null, place };
}

function sqlCase(number: number, subject: string): Planted {
  const name = snakeCase(subject);
  const at = { file: null, line: null };
  if (number % 3 > 0) return { ...at, format: "sql_query", name, place: "mysql_test" };
  return { ...at, format: "sql_output", name: `sql/randgen/${name}.sql`, place: "randgen" };
}

function snakeCase(words: string): string {
  return words.replace(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, "_").toLowerCase();
}
