import { oneLine } from "./plain-text.ts";
import type { ResultCase } from "./result-case.ts";

/** A test case as its framework prints it in a log, and the class or file that contains it. */
export interface CaseName {
  readonly name: string;
  readonly target: string | null;
  readonly file: string | null;
}

/** The fields by which frameworks are recognised. */
interface Clues {
  readonly className: string;
  readonly name: string;
  readonly file: string | null;
  readonly suite: string;
  readonly details: string;
}

type Convention = (clues: Clues) => CaseName | null;

const GO_CASE = /^(?:Test|Benchmark|Fuzz|Example)(?:[A-Z_0-9]\w*)?(?:\/.*)?$/;
const RUST_PATH = /^[a-z_0-9]+(?:::[\w{}#]+)*$/;
const FILE_NAME = /\.(?:[cm]?[jt]sx?|bats|feature|t|dart|lua|robot|exs)$/;
const PYTEST_DETAILS = /^E {3}|^\S+\.py:\d+: /m;
/** Python's own unittest prints `tests.test_x.TestC.test_m`. */
const UNITTEST_DETAILS = /^\s*Traceback \(most recent call last\):/;

const conventions: readonly Convention[] = [
  bazel,
  jestSuite,
  goTest,
  nextest,
  pytest,
  phpunit,
  ginkgo,
  fileAsClass,
  titleAsClass,
  rspec,
  minitest,
  exunit,
  catch2,
];

/** Names a test case as its framework prints it in a log, so that the two can be matched. */
export function nameOfCase(found: ResultCase): CaseName {
  const clues = {
    className: oneLine(found.className),
    name: oneLine(found.name),
    file: found.file === null ? null : oneLine(found.file),
    suite: found.suite,
    details: found.details,
  };
  for (const convention of conventions) {
    const named = convention(clues);
    if (named !== null) return named;
  }
  return qualified(clues);
}

/** `package.Class.method`, as JUnit, TestNG, .NET, googletest and XCTest print it. */
function qualified({ className, name, file }: Clues): CaseName {
  const method = /^[\w$]+\(\)$/.test(name) ? name.slice(0, -2) : name;
  const isBare = className === "" || method === "" || method === "<init>" || method === "(?)";
  return { name: isBare ? bare(className, method) : `${className}.${method}`, target: null, file };
}

function bare(className: string, method: string): string {
  return [className, method].find((part) => part !== "") ?? "unnamed test";
}

/** bazel, for a test without results of its own: suite and test case are the target's path. */
function bazel({ className, name, suite }: Clues): CaseName | null {
  if (className !== "" || name !== suite || !/^[\w./-]+\/[\w.-]+$/.test(name)) return null;
  const label = `//${name.replace(/\/([^/]+)$/, ":$1")}`;
  return { name: label, target: label, file: null };
}

/** jest-junit, for a file that could not be run: the name is the file. */
function jestSuite({ className, name }: Clues): CaseName | null {
  if (className !== "Test suite failed to run") return null;
  return { name: `${name}: ${className}`, target: name, file: name };
}

/** gotestsum and go-junit-report: the class is the package. */
function goTest({ className, name, details }: Clues): CaseName | null {
  const isPackage = className === "" ? /_test\.go:\d+/.test(details) : /^(?:.*[/.])?[a-z][\w-]*$/.test(className);
  const isBuild = /^\[(?:build|setup) failed\]$/.test(name);
  if (!isPackage || !(GO_CASE.test(name) || isBuild)) return null;
  return { name: isBuild ? `${className} ${name}` : name, target: className || null, file: null };
}

/** cargo-nextest: the class is the test binary, `crate` or `crate::binary`, and its suite has the same name. */
function nextest({ className, name, suite, details }: Clues): CaseName | null {
  if (!/^[\w-]+(?:::[\w/-]+)*$/.test(className) || !RUST_PATH.test(name) || className === name) return null;
  const isRust =
    name.includes("::") || /panicked at/.test(details) || (suite === className && className.includes("::"));
  return isRust ? { name: `${className} ${name}`, target: null, file: null } : null;
}

/** pytest writes `tests.test_x.TestC` for `tests/test_x.py::TestC`. */
function pytest({ className, name, file, suite, details }: Clues): CaseName | null {
  const isUnittest = UNITTEST_DETAILS.test(details);
  const isPython =
    suite.split(" ")[0] === "pytest" || (!isUnittest && (file?.endsWith(".py") || PYTEST_DETAILS.test(details)));
  if (!isPython || !/^[\w.]*$/.test(className)) return null;
  const parts = (className === "" ? name : className).split(".");
  const path = file?.replaceAll("\\", "/") ?? moduleFile(parts, details);
  const depth = path.replace(/\.py$/, "").split("/").length;
  const inside = [...parts.slice(depth), ...(className === "" ? [] : [name])];
  return { name: [path, ...inside].join("::"), target: null, file: path };
}

/** The module part of a dotted name: the traceback names its file, or its name is one that pytest collects. */
function moduleFile(parts: readonly string[], details: string): string {
  const paths = parts.map((_, index) => `${parts.slice(0, index + 1).join("/")}.py`);
  const named = paths.findLast((path) => details.includes(`${path}:`));
  const collected = parts.findIndex((part) => /^test_|_test$/.test(part));
  const classes = parts.findIndex((part) => /^[A-Z]/.test(part));
  const last = collected >= 0 ? collected : classes > 0 ? classes - 1 : parts.length - 1;
  return named ?? paths[last] ?? `${parts.join("/")}.py`;
}

/** PHPUnit prints `Name\Space\Class::method`, and begins its details with it. */
function phpunit({ className, name, file, details }: Clues): CaseName | null {
  const [printed] = /^\S+::.*/.exec(details.trimStart()) ?? [];
  if (!className.includes("\\") && !file?.endsWith(".php") && !printed?.endsWith(`::${name}`)) return null;
  return { name: printed?.endsWith(`::${name}`) ? printed : `${className}::${name}`, target: null, file };
}

/** Vitest, Playwright, bats and others: the class is the file. */
function fileAsClass({ className, name }: Clues): CaseName | null {
  if (!FILE_NAME.test(className) || name === "") return null;
  return { name, target: className, file: className };
}

/** jest, mocha, CTest: class and name are titles, and one may contain the other. */
function titleAsClass({ className, name, file }: Clues): CaseName | null {
  if (className === "" || name === "") return null;
  const holds =
    name === className ||
    name.endsWith(` ${className}`) ||
    (name.startsWith(className) && /^[ .:#]/.test(name.slice(className.length)));
  if (holds) return { name, target: null, file };
  const isTitle = className.includes(" ") && !className.includes(".");
  return isTitle ? { name: `${className} ${name}`, target: null, file } : null;
}

/** RSpec: the name is the whole description, the class only its file. */
function rspec({ className, name, file }: Clues): CaseName | null {
  const isSpec = file?.endsWith("_spec.rb") || /^spec\..*_spec$/.test(className);
  return isSpec
    ? { name, target: null, file: file?.replace(/^\.\//, "") ?? `${className.replaceAll(".", "/")}.rb` }
    : null;
}

function minitest({ className, name, file, details }: Clues): CaseName | null {
  if (!name.startsWith("test_") || !(file?.endsWith(".rb") || /\.rb:\d+/.test(details))) return null;
  return { name: `${className}#${name}`, target: null, file };
}

function exunit({ className, name, file }: Clues): CaseName | null {
  if (!className.startsWith("Elixir.")) return null;
  return { name: `${name} (${className.slice("Elixir.".length)})`, target: null, file };
}

/** Ginkgo: `[It] container case`, or the node that failed, `[BeforeSuite]`. */
function ginkgo({ name }: Clues): CaseName | null {
  const [, node, rest] = /^\[([A-Z]\w+)\](?: (.+))?$/.exec(name) ?? [];
  if (node === undefined) return null;
  return { name: node === "It" && rest !== undefined ? rest : name, target: null, file: null };
}

/** Catch2: the class is the program and `global`, or the fixture. */
function catch2({ className, name, file }: Clues): CaseName | null {
  return className.endsWith(".global") ? { name, target: null, file } : null;
}
