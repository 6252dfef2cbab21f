import type { Shape } from "./shape.ts";

const RUBOCOP = [
  "Style",
  "Layout",
  "Lint",
  "Metrics",
  "Naming",
  "Rails",
  "RSpec",
  "Security",
  "Performance",
  "Bundler",
  "Gemspec",
];

const GOLANGCI =
  "govet errcheck staticcheck gosimple ineffassign unused revive gofmt gofumpt goimports gci golint misspell typecheck gosec stylecheck gocritic gocyclo gocognit funlen goconst deadcode structcheck varcheck unconvert bodyclose predeclared prealloc noctx exportloopref rowserrcheck sqlclosecheck whitespace unparam nolintlint depguard makezero copyloopvar intrange testifylint perfsprint errorlint wrapcheck nilerr thelper paralleltest forbidigo dogsled nakedret usestdlibvars".split(
    " ",
  );

/** Linters of Go, Ruby, PHP and Elixir. */
export const serverLinters: readonly Shape[] = [
  {
    reads: [
      {
        tool: "golangci-lint",
        example: "store/put.go:12:9: Error return value of `f.Close` is not checked (errcheck)",
      },
    ],
    marks: GOLANGCI.map((linter) => ` (${linter})`),
    pattern: new RegExp(
      `^(?<file>[\\w@+~./\\\\-]+\\.go):(?<line>\\d+):(?:\\d+:)? .+ \\((?<rule>${GOLANGCI.join("|")})\\)$`,
    ),
    cause: "check",
    name: "golangci-lint: $<rule>",
    excerpt: [0, 5],
  },
  {
    reads: [
      {
        tool: "RuboCop",
        example: "lib/cart.rb:12:5: C: [Correctable] Style/StringLiterals: Prefer single-quoted strings.",
      },
      { tool: "Standard (Ruby)", example: "  lib/cart.rb:12:5: Style/StringLiterals: Prefer double-quoted strings." },
    ],
    marks: RUBOCOP.flatMap((department) =>
      [": C: ", ": W: ", ": E: ", ": F: ", "] ", ": "].map((lead) => `${lead}${department}/`),
    ),
    pattern:
      /^\s*(?<file>[\w@+~./\\-]+\.?\w*):(?<line>\d+):\d+: (?:(?<level>[CRWEF]): )?(?:\[Correct\w+\] )?(?<rule>[A-Z]\w+\/[\w/]+): /,
    cause: "check",
    name: "rubocop: $<rule>",
    excerpt: [0, 3],
  },
  {
    reads: [
      {
        tool: "Brakeman",
        example:
          "Confidence: High\nCategory: SQL Injection\nCheck: SQL\nMessage: Possible SQL injection\nFile: app/models/cart.rb\nLine: 12",
      },
    ],
    marks: ["\nCategory: "],
    pattern: /^Category: (?<rule>[A-Z].+)$/,
    above: /^Confidence: \w+$/,
    below: /^File: (?<file>\S+)$/,
    cause: "check",
    name: "brakeman: $<rule>",
    excerpt: [1, 8],
  },
  {
    reads: [
      { tool: "Sorbet", example: "lib/cart.rb:12: Method `totl` does not exist on `Cart` https://srb.help/7003" },
    ],
    marks: ["https://srb.help/"],
    pattern: /^(?<file>\S+\.rbi?):(?<line>\d+): (?<message>.+) https:\/\/srb\.help\/\d+$/,
    cause: "check",
    once: "file",
  },
  {
    reads: [
      {
        tool: "PHPStan",
        example:
          " ------ ---------------------------------------- \n  Line   src/Cart.php                            \n ------ ---------------------------------------- \n  12     Call to an undefined method Cart::totl().  \n ------ ---------------------------------------- \n\n [ERROR] Found 1 error",
      },
    ],
    marks: ["  Line   "],
    pattern: /^\s+Line {3,}(?<file>\S.*?\.php)(?: \(in context of .+\))?\s*$/,
    below: /^\s+:?(?<line>\d+)\s{2,}(?<message>\S.*?)\s*$/,
    cause: "check",
    once: "file",
    excerpt: [1, 8],
  },
  {
    reads: [
      { tool: "PHPStan (raw)", example: "/ws/src/Cart.php:12:Call to an undefined method Cart::totl()." },
      { tool: "Phan", example: "src/Cart.php:12 PhanUndeclaredMethod Call to undeclared method Cart::totl" },
      {
        tool: "PHPMD",
        example: "/ws/src/Cart.php:12  UnusedLocalVariable  Avoid unused local variables such as '$old'.",
      },
    ],
    marks: [
      " PhanUn",
      " PhanType",
      "  Unused",
      "  CyclomaticComplexity",
      "  MissingImport",
      "  StaticAccess",
      "  ElseExpression",
      ":Call to an undefined",
      ":Access to an undefined",
      ":Undefined variable",
      ":Parameter #",
    ],
    pattern: /^(?<file>\S+\.php):(?<line>\d+)(?:\s+(?<rule>[A-Z]\w+)\s+(?<text>\S.*)|:(?<rule_>[A-Z].+))$/,
    cause: "check",
    name: "$<rule>",
    excerpt: [0, 3],
  },
  {
    reads: [
      {
        tool: "Psalm",
        example:
          "ERROR: UndefinedMethod - src/Cart.php:12:5 - Method Cart::totl does not exist (see https://psalm.dev/022)",
      },
    ],
    marks: ["https://psalm.dev/"],
    pattern: /^ERROR: (?<rule>\w+) - (?<file>\S+?):(?<line>\d+)(?::\d+)? - .+$/,
    cause: "check",
    name: "psalm: $<rule>",
    excerpt: [0, 3],
  },
  {
    reads: [
      {
        tool: "PHP_CodeSniffer",
        example:
          "FILE: /ws/src/Cart.php\n----------------------------------------\nFOUND 1 ERROR AFFECTING 1 LINE\n----------------------------------------\n 12 | ERROR | [x] Expected 1 space after FUNCTION keyword; 0 found",
      },
    ],
    marks: [" | ERROR | ", " | ERROR   | "],
    pattern: /^\s*(?<line>\d+) \| ERROR\s+\| (?:\[.\] )?(?<message>.+?)(?: \((?<rule>[\w.]+)\))?$/,
    above: /^FILE: (?<file>.+\.\w+)$/,
    within: 100,
    cause: "check",
    once: "file",
    excerpt: [4, 6],
  },
  {
    reads: [
      {
        tool: "Credo",
        example: "┃ [R] → Modules should have a @moduledoc tag.\n┃       lib/shop/cart.ex:1:11 #(Shop.Cart)",
      },
    ],
    marks: ["┃ [R] ", "┃ [W] ", "┃ [C] ", "┃ [D] ", "┃ [F] "],
    pattern: /^┃ \[[RWCDF]\] \S+ (?<message>.+)$/,
    placeWithin: [0, 2],
    cause: "check",
    name: "credo: $<message>",
    excerpt: [0, 3],
  },
  {
    reads: [{ tool: "Dialyzer", example: "lib/shop/cart.ex:12:5:no_return\nFunction total/1 has no local return." }],
    marks: [
      ":no_return",
      ":pattern_match",
      ":unused_fun",
      ":invalid_contract",
      ":unknown_function",
      ":callback_",
      ":guard_fail",
      ":contract_",
    ],
    pattern: /^(?<file>\S+\.(?:exs?|erl)):(?<line>\d+)(?::\d+)?:(?<rule>[a-z_]+)$/,
    cause: "check",
    name: "dialyzer: $<rule>",
    excerpt: [0, 4],
  },
  {
    reads: [
      {
        tool: "Elixir (warnings as errors)",
        example: "Compilation failed due to warnings while using the --warnings-as-errors option",
      },
    ],
    marks: ["--warnings-as-errors option"],
    pattern: /^(?<message>Compilation failed due to warnings while using the --warnings-as-errors option)/,
    placeWithin: [12, 0],
    cause: "compile",
    excerpt: [12, 0],
    isLast: true,
  },
];
