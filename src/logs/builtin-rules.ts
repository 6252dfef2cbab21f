import { builtinSpec, type RuleSpec } from "./rule-spec.ts";

const compile = (name: string, regex: string, failure = name): RuleSpec =>
  builtinSpec("compile", { name, regex, failure });
const check = (name: string, regex: string, failure = name): RuleSpec => builtinSpec("check", { name, regex, failure });

/** Integration test scripts that name the test case when it starts, and at its end say only that it failed. */
export const runnerSpecs: readonly RuleSpec[] = [
  builtinSpec("case", {
    name: "integration runner",
    begin: "Running test \\S*?tests/(?P<case>[\\w./-]+?)/run\\.sh",
    end: "run test case \\S+ success|^TEST: \\[\\S+\\] success",
    regex:
      "^TEST FAILED: |not exists at last check|check (?:data|diff) failed|^make(?:\\[\\d+\\])?: \\*\\*\\* \\[\\S*integration_test",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: this is how a rule names a group
    failure: "${case}",
  }),
];

/** Builds and checks that no format reads. */
export const buildSpecs: readonly RuleSpec[] = [
  compile(
    "go modules",
    "^go: (?:errors parsing go\\.mod|inconsistent vendoring|updates to go\\.(?:mod|sum) needed|\\S+: (?:unknown revision|invalid version|missing go\\.sum|checksum mismatch|no matching versions)).*|^verifying \\S+: checksum mismatch|^build \\S+: cannot load \\S+: .*",
    "$0",
  ),
  compile("CMake", "^CMake Error at (\\S+?):\\d+", "CMake Error at $1"),
  compile("configure", "^configure: error: (.*)", "$1"),
  compile("node module", "^Error(?: \\[ERR_MODULE_NOT_FOUND\\])?: (Cannot find (?:module|package) '[^']*')", "$1"),
  compile(
    "npm",
    "^npm ERR! code (?:ERESOLVE|ETARGET|E404|E401|E403|EUSAGE|EBADENGINE|EJSONPARSE|ENOLOCK)$|^npm error code (?:ERESOLVE|ETARGET|E404|E401|E403|EUSAGE|EBADENGINE|EJSONPARSE|ENOLOCK)$",
    "$0",
  ),
  compile(
    "plugin",
    "compile plugin source code failure|plugin was built with a different version of package \\S+",
    "$0",
  ),
  compile("protoc", "protoc-gen-\\S+: program not found or is not executable", "$0"),
  check("quality gate", "^ERROR: (Pipeline aborted due to quality gate failure): \\S+", "$1"),
  check("prettier", "Code style issues (?:found )?in \\S+", "prettier"),
  check("black", "^would reformat (\\S+)", "black"),
  check("ruff format", "^Would reformat: (\\S+)", "ruff format"),
  check("format before", "Please make format and run tests before creating a PR", "$0"),
  check("gofmt", "^(?:gofmt|goimports)(?: -s)?: (?:the following )?files? (?:are )?not formatted", "gofmt"),
];
