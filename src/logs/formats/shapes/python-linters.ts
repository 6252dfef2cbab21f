import type { Shape } from "./shape.ts";

/** Codes of flake8 and ruff that are seen most; each is a mark. Other codes are found through the tool's last line. */
const CODES =
  "E111 E117 E122 E124 E125 E126 E127 E128 E129 E131 E201 E202 E203 E211 E221 E222 E225 E226 E227 E228 E231 E241 E251 E252 E261 E262 E265 E266 E271 E301 E302 E303 E305 E306 E401 E402 E501 E502 E701 E702 E703 E711 E712 E713 E714 E721 E722 E731 E741 E902 E999 F401 F402 F403 F404 F405 F501 F502 F507 F523 F524 F541 F601 F632 F706 F722 F811 F821 F822 F823 F841 F842 W191 W291 W292 W293 W391 W503 W504 W505 W605 W606 C400 C401 C402 C403 C404 C405 C406 C408 C409 C411 C414 C416 C417 C419 C812 C901 N801 N802 N803 N805 N806 N812 N815 N818 D100 D101 D102 D103 D104 D105 D107 D200 D202 D203 D205 D212 D213 D400 D401 D415 D417 S101 S102 S103 S104 S105 S106 S107 S108 S110 S113 S301 S311 S324 S501 S506 S602 S603 S607 S608 B006 B007 B008 B009 B010 B011 B012 B015 B017 B018 B019 B020 B023 B024 B026 B027 B028 B904 B905 I001 I002 Q000 A001 A002 A003 T201 T203 G004"
    .split(" ")
    .map((code) => `: ${code} `);
const SUMMARIES = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => `Found ${digit}`);
const PATH = String.raw`(?:[A-Za-z]:)?[\w@+~./\\-]+\.(?:pyi?|ipynb)`;

const PYLINT = new RegExp(`^(?<file>${PATH}):(?<line>\\d+):\\d+: (?<rule>[CRWEFI]\\d{4}): .+ \\([a-z-]+\\)$`);

/** Linters and type checkers of Python. */
export const pythonLinters: readonly Shape[] = [
  {
    reads: [
      { tool: "flake8", example: "shop/cart.py:1:1: F401 'os' imported but unused" },
      { tool: "pycodestyle", example: "src/cart.py:9:80: E501 line too long (92 > 79 characters)" },
    ],
    marks: CODES,
    pattern: new RegExp(
      `^\\s*(?:error: )?(?<file>${PATH}):(?:cell \\d+:)?(?<line>\\d+):\\d+: (?:error: )?(?<rule>[A-Z]{1,6}\\d{3,4})\\b`,
    ),
    cause: "check",
    name: "$<rule>",
    excerpt: [0, 3],
  },
  {
    reads: [
      {
        tool: "ruff (concise)",
        example: "src/acme/cart.py:12:5: PLR0913 Too many arguments in function definition (7 > 5)\nFound 1 error.",
      },
      {
        tool: "ruff (full)",
        example: "F401 [*] `os` imported but unused\n --> src/cart.py:1:8\n  |\n1 | import os\n\nFound 1 error.",
      },
    ],
    marks: SUMMARIES,
    pattern: /^Found [1-9]\d* errors?(?:\.| \()/,
    entry: new RegExp(
      `^(?:(?<file>${PATH}):(?<line>\\d+):\\d+: )?(?<rule>[A-Z]{1,6}\\d{3,4}|invalid-syntax|SyntaxError):? (?:\\[\\*\\] )?(?<text>.+)$`,
    ),
    within: 300,
    cause: "check",
    name: "$<rule>",
  },
  {
    reads: [
      {
        tool: "pylint",
        example:
          "************* Module acme.cart\nsrc/cart.py:12:15: E1101: Instance of 'Cart' has no 'totl' member (no-member)\nYour code has been rated at 9.51/10",
      },
    ],
    marks: ["Your code has been rated at "],
    pattern: /^Your code has been rated at (?!10\.00)/,
    entry: PYLINT,
    within: 400,
    cause: "check",
    name: "$<rule>",
    rank: ({ rule = "" }) => (/^[CRWI]/.test(rule) ? 1 : 0),
  },
  {
    reads: [
      {
        tool: "pylint (no score)",
        example: "src/cart.py:12:15: E1101: Instance of 'Cart' has no 'totl' member (no-member)",
      },
    ],
    marks: ["E1101", "E0401", "E0602", "E0611", "E1120", "E1121", "E0001", "E0213"].map((code) => `: ${code}: `),
    pattern: PYLINT,
    cause: "check",
    name: "$<rule>",
    excerpt: [0, 1],
  },
  {
    reads: [
      {
        tool: "mypy",
        example: 'shop/price.py:12: error: Incompatible return value type (got "str", expected "int")  [return-value]',
      },
      {
        tool: "pytype and pyre",
        example: "src/cart.py:12:4: error: Undefined attribute [16]: `Cart` has no attribute `totl`.",
      },
    ],
    marks: [": error: "],
    pattern: new RegExp(`^\\s*(?<file>${PATH}):(?<line>\\d+)(?::\\d+)?: error: (?<message>.+)$`),
    cause: "check",
    once: "file",
    excerpt: [0, 5],
  },
  {
    reads: [
      {
        tool: "pyright",
        example:
          '  /ws/src/cart.py:12:15 - error: Cannot access attribute "totl" for class "Cart" (reportAttributeAccessIssue)\n1 error, 0 warnings, 0 informations',
      },
    ],
    marks: [" informations"],
    pattern: /^[1-9]\d* errors?, \d+ warnings?, \d+ informations?/,
    entry: new RegExp(`^\\s*(?<file>${PATH}):(?<line>\\d+):\\d+ - error: (?<message>.+)$`),
    within: 300,
    cause: "check",
    once: "file",
  },
  {
    reads: [
      {
        tool: "bandit",
        example:
          ">> Issue: [B105:hardcoded_password_string] Possible hardcoded password: 'x'\n   Severity: Low   Confidence: Medium\n   Location: src/cart.py:12:15",
      },
    ],
    marks: [">> Issue: ["],
    pattern: /^>> Issue: \[(?<rule>[\w:]+)\] (?<text>.+)$/,
    placeWithin: [0, 5],
    cause: "check",
    name: "bandit: $<rule>",
  },
  {
    reads: [
      {
        tool: "pydocstyle",
        example: "src/cart.py:12 in public function `total`:\n        D103: Missing docstring in public function",
      },
    ],
    marks: [" in public ", " in private "],
    pattern: new RegExp(`^(?<file>${PATH}):(?<line>\\d+) (?:in|at) (?:public|private) .+:$`),
    below: /^\s+(?<rule>D\d{3}): /,
    cause: "check",
    name: "$<rule>",
    excerpt: [0, 2],
  },
  {
    reads: [
      {
        tool: "Sphinx",
        example:
          "/ws/docs/index.rst:12: WARNING: undefined label: 'cart'\nbuild finished with problems, 1 warning (with warnings treated as errors).",
      },
    ],
    marks: ["build finished with problems, ", "warnings treated as errors"],
    pattern: /^build finished with problems, .+$/,
    entry:
      /^(?:Warning, treated as error:\s*)?(?<file>\S+\.(?:rst|md|py)):(?:docstring of \S+:)?(?<line>\d+): (?:WARNING|ERROR|SEVERE): (?<message>.+)$/,
    within: 300,
    cause: "check",
  },
  {
    reads: [{ tool: "pip-audit", example: "Found 2 known vulnerabilities in 1 package" }],
    marks: ["known vulnerabilit"],
    pattern: /^(?<message>Found [1-9]\d* known vulnerabilit\w+ in \d+ packages?)/,
    cause: "check",
    isLast: true,
  },
];
