import type { Shape } from "./shape.ts";

const MARKDOWN =
  "MD001/heading MD003/heading MD004/ul-style MD005/list MD007/ul-indent MD009/no-trailing MD010/no-hard MD012/no-multiple MD013/line-length MD014/commands MD018/no-missing MD022/blanks MD023/heading MD024/no-duplicate MD025/single MD026/no-trailing MD029/ol-prefix MD030/list MD031/blanks MD032/blanks MD033/no-inline MD034/no-bare MD036/no-emphasis MD040/fenced MD041/first MD045/no-alt MD046/code MD047/single MD051/link MD053/link".split(
    " ",
  );
const YAML =
  "anchors braces brackets colons commas comments comments-indentation document-end document-start empty-lines empty-values float-values hyphens indentation key-duplicates key-ordering line-length new-line-at-end-of-file new-lines octal-values quoted-strings syntax trailing-spaces truthy".split(
    " ",
  );
const LEVELS = ["error", "warning", "info", "note", "style"];
const PROTO = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => `.proto:${digit}`);
const DIGITS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

/** Linters of scripts, configuration, infrastructure code and prose. */
export const textLinters: readonly Shape[] = [
  {
    reads: [
      {
        tool: "ShellCheck (gcc)",
        example: "bin/release.sh:12:8: error: version is referenced but not assigned. [SC2154]",
      },
    ],
    marks: [". [SC1", ". [SC2", ". [SC3", "? [SC1", "? [SC2"],
    pattern: /^(?<file>\S+?):(?<line>\d+):\d+: (?<level>error|warning|note): .+ \[(?<rule>SC\d{4})\]$/,
    cause: "check",
    name: "shellcheck: $<rule>",
    excerpt: [0, 3],
    rank: ({ level = "" }) => Math.max(0, LEVELS.indexOf(level)),
  },
  {
    reads: [
      {
        tool: "ShellCheck",
        example:
          "In bin/release.sh line 12:\necho $version\n     ^------^ SC2086 (info): Double quote to prevent globbing and word splitting.",
      },
    ],
    marks: ["(info): ", "(error): ", "(warning): ", "(style): "],
    pattern: /^\s*\^-*\^? (?<rule>SC\d{4}) \((?<level>\w+)\): .+$/,
    above: /^In (?<file>.+) line (?<line>\d+):$/,
    within: 4,
    cause: "check",
    name: "shellcheck: $<rule>",
    excerpt: [2, 3],
    rank: ({ level = "" }) => Math.max(0, LEVELS.indexOf(level)),
  },
  {
    reads: [
      {
        tool: "yamllint",
        example: "./deploy/site.yml\n  12:81     error    line too long (122 > 80 characters)  (line-length)",
      },
    ],
    marks: YAML.map((rule) => ` (${rule})`),
    pattern: /^\s+(?<line>\d+):\d+\s+error\s+.+?\s{2,}\((?<rule>[\w-]+)\)$/,
    above: /^(?<file>\S+\.\w+)$/,
    within: 200,
    cause: "check",
    name: "yamllint: $<rule>",
    excerpt: [2, 3],
  },
  {
    reads: [
      {
        tool: "yamllint (parsable)",
        example: "./deploy/site.yml:12:81: [error] line too long (122 > 80 characters) (line-length)",
      },
      {
        tool: "yamllint (GitHub)",
        example: "::error file=deploy/site.yml,line=12,col=81::12:81 [line-length] line too long (122 > 80 characters)",
      },
    ],
    marks: ["::error file="],
    pattern:
      /^(?:(?<file>\S+\.ya?ml):(?<line>\d+):\d+: \[error\] .+ \((?<rule>[\w-]+)\)|::error file=(?<file_>[^,]+\.ya?ml),line=(?<line_>\d+).*?::\d+:\d+ \[(?<rule_>[\w-]+)\] .+)$/,
    cause: "check",
    name: "yamllint: $<rule>",
    excerpt: [0, 3],
  },
  {
    reads: [
      { tool: "GitHub annotation", example: "::error file=src/cart.ts,line=12,col=5,title=Cart::The total is wrong" },
    ],
    marks: ["::error file=", "::error title="],
    pattern:
      /^::error (?=.*\bfile=(?<file>[^,:]+(?::\\[^,:]+)?))(?:(?=.*\bline=(?<line>\d+))|(?!.*\bline=))[^:]*(?::\\[^:]*)?::(?<message>.+)$/,
    cause: "check",
    once: "log",
    isLast: true,
  },
  {
    reads: [
      { tool: "Hadolint", example: "Dockerfile:7 DL3008 warning: Pin versions in apt get install." },
      { tool: "Hadolint (old)", example: "Dockerfile:7 DL3008 Pin versions in apt get install." },
      { tool: "markdownlint", example: "README.md:12:81 MD013/line-length Line length [Expected: 80; Actual: 122]" },
    ],
    marks: [
      ...["DL300", "DL301", "DL302", "DL303", "DL304", "DL305", "DL400"].flatMap((code) =>
        DIGITS.map((digit) => ` ${code}${digit} `),
      ),
      ...MARKDOWN.map((rule) => ` ${rule}`),
    ],
    pattern:
      /^(?<file>\S+?):(?<line>\d+)(?::\d+)?:? (?:error )?(?<rule>DL\d{4}|SC\d{4}|MD\d{3}(?:\/[\w/-]+)?) (?:(?<level>error|warning|info|style): )?.+$/,
    cause: "check",
    name: "$<rule>",
    excerpt: [0, 3],
  },
  {
    reads: [
      {
        tool: "actionlint",
        example: '.github/workflows/ci.yml:12:5: unknown runner label "ubunut-latest" [runner-label]',
      },
    ],
    marks: [".github/workflows/"],
    pattern: /^(?<file>\.github\/workflows\/\S+\.ya?ml):(?<line>\d+):\d+: (?<text>.+) \[(?<rule>[\w-]+)\]$/,
    cause: "check",
    name: "actionlint: $<rule>",
    excerpt: [0, 4],
  },
  {
    reads: [
      { tool: "tfsec", example: "Result #1 HIGH Bucket does not have encryption enabled\n  main.tf:12-15" },
      { tool: "Trivy", example: "Total: 2 (HIGH: 1, CRITICAL: 1)" },
      { tool: "Gitleaks", example: "12:40PM WRN leaks found: 1" },
      { tool: "Semgrep", example: "Ran 41 rules on 12 files: 1 finding." },
      { tool: "CSpell", example: "README.md:12:5 - Unknown word (acmee)" },
    ],
    marks: ["Result #1 ", "leaks found: ", " - Unknown word (", " rules on ", " (HIGH: ", " (UNKNOWN: ", " CRITICAL: "],
    pattern:
      /^(?<message>Result #\d+ (?:CRITICAL|HIGH|MEDIUM|LOW) .+|Total: [1-9]\d* \(.*(?:HIGH|CRITICAL): .*\)|.*leaks found: [1-9]\d*|Ran \d+ rules on \d+ files: [1-9]\d* findings?\.|(?<file>\S+\.\w+):(?<line>\d+)(?::\d+)?:? (?:- )?Unknown word \(.+\))$/,
    placeWithin: [0, 2],
    cause: "check",
    excerpt: [6, 6],
    isLast: true,
  },
  {
    reads: [
      {
        tool: "npm audit",
        example: "# npm audit report\n\nqs  <6.5.3\nSeverity: high\n\n1 high severity vulnerability",
      },
    ],
    marks: ["# npm audit report"],
    pattern: /^# npm audit report$/,
    below: /^(?<message>[1-9]\d* (?:\w+ severity )?vulnerabilit(?:y|ies).*)$/,
    within: 200,
    cause: "check",
    excerpt: [0, 15],
    isLast: true,
  },
  {
    reads: [{ tool: "protoc", example: 'api/v1/cart.proto:14:3: "acme.v1.Money" is not defined.' }],
    marks: PROTO,
    pattern: /^(?<file>\S+\.proto):(?<line>\d+):\d+: (?!warning)(?<message>.+)$/,
    cause: "compile",
    once: "file",
    accepts: ({ message = "" }) => !/^Import .* was not found or had errors/.test(message),
  },
  {
    reads: [
      { tool: "Buf", example: 'api/cart.proto:12:3:Field name "Total" should be lower_snake_case, such as "total".' },
    ],
    marks: PROTO,
    pattern: /^(?<file>\S+\.proto):(?<line>\d+):\d+:(?<message>[A-Z"].+)$/,
    cause: "check",
    excerpt: [0, 3],
  },
  {
    reads: [
      {
        tool: "SQLFluff",
        example: "== [models/cart.sql] FAIL\nL:  12 | P:   5 | LT01 | Expected only single space before 'as'.",
      },
    ],
    marks: [" | P:  "],
    pattern: /^L: +(?<line>\d+) \| P: +\d+ \| +(?<rule>\w+) \| .+$/,
    above: /^== \[(?<file>.+)\] FAIL$/,
    within: 100,
    cause: "check",
    name: "sqlfluff: $<rule>",
    excerpt: [0, 5],
  },
  {
    reads: [
      {
        tool: "Vale",
        example:
          " README.md\n 12:5  error  Did you really mean 'teh'?  Vale.Spelling\n\n✖ 1 error, 0 warnings and 0 suggestions in 1 file.",
      },
    ],
    marks: [" suggestions in ", " suggestion in "],
    pattern: /^✖ [1-9]\d* errors?, \d+ warnings? and \d+ suggestions? in /,
    entry: /^\s+(?<line>\d+):\d+\s+error\s+.+?\s{2,}(?<rule>[A-Z]\w+\.\w+)\s*$/,
    header: /^\s*(?<file>\S+\.\w+)$/,
    within: 300,
    cause: "check",
    name: "vale: $<rule>",
    excerpt: [3, 2],
  },
];
