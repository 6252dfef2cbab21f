import type { Shape } from "./shape.ts";

/** Linters of Swift, Dart, C and C++, Haskell and Lua. */
export const nativeLinters: readonly Shape[] = [
  {
    reads: [
      {
        tool: "SwiftLint",
        example:
          "/ws/Shop/Cart.swift:12:1: error: Line Length Violation: Line should be 200 characters or less (line_length)",
      },
      {
        tool: "SwiftFormat",
        example: "/ws/Shop/Cart.swift:12:1: error: (indent) Indent code in accordance with the scope level.",
      },
    ],
    marks: [": error: "],
    pattern:
      /^\s*(?<file>\S.*?\.swift):(?<line>\d+)(?::\d+)?: error: (?:.+ \((?<rule>[a-z]+(?:_[a-z]+)*)\)|\((?<rule_>\w+)\) .+)$/,
    cause: "check",
    name: "$<rule>",
    excerpt: [0, 2],
    accepts: (_, at) => / Violation: |error: \(/.test(at.text),
  },
  {
    reads: [
      {
        tool: "Dart and Flutter analyzer",
        example: "  error • Undefined name 'totl' • lib/cart.dart:12:10 • undefined_identifier",
      },
      {
        tool: "dart analyze",
        example: "  error - lib/cart.dart:12:10 - Undefined name 'totl'. - undefined_identifier",
      },
    ],
    marks: ["error • ", "warning • ", "error - lib/", "warning - lib/", "error - test/"],
    pattern:
      /^\s*(?<level>error|warning) (?:• .+ • (?<file>\S+?):(?<line>\d+):\d+ • (?<rule>\w+)|- (?<file_>\S+?):(?<line_>\d+):\d+ - .+ - (?<rule_>\w+))$/,
    cause: "check",
    name: "$<rule>",
    excerpt: [0, 3],
    rank: ({ level }) => (level === "warning" ? 1 : 0),
  },
  {
    reads: [
      {
        tool: "clang-tidy",
        example: "/ws/src/cart.cc:12:5: error: use nullptr [modernize-use-nullptr,-warnings-as-errors]",
      },
      { tool: "cppcheck", example: "src/cart.cc:12:5: error: Null pointer dereference: p [nullPointer]" },
    ],
    marks: [": error: "],
    pattern:
      /^(?<file>\S.*?\.\w+):(?<line>\d+)(?::\d+)?: error: .+ \[(?<rule>(?:bugprone|cert|clang-analyzer|cppcoreguidelines|google|llvm|misc|modernize|performance|portability|readability|hicpp|concurrency|abseil|fuchsia)-[\w.-]+|[a-z]+[A-Z]\w+)(?:,-warnings-as-errors)?\]$/,
    cause: "check",
    name: "$<rule>",
    excerpt: [0, 4],
  },
  {
    reads: [{ tool: "cpplint", example: "src/cart.cc:12:  Missing space before {  [whitespace/braces] [5]" }],
    marks: ["[whitespace/", "[build/", "[readability/", "[runtime/", "[legal/"],
    pattern: /^(?<file>\S+):(?<line>\d+): {2}.+ {2}\[(?<rule>\w+\/[\w+]+)\] \[\d\]$/,
    cause: "check",
    name: "cpplint: $<rule>",
    excerpt: [0, 3],
  },
  {
    reads: [{ tool: "HLint", example: "src/Cart.hs:12:5-20: Warning: Use camelCase" }],
    marks: [": Warning: ", ": Suggestion: "],
    pattern:
      /^(?<file>\S+\.hs):(?:(?<line>\d+)|\((?<line_>\d+),\d+\)).*?: (?:Warning|Error|Suggestion): (?<message>.+)$/,
    cause: "check",
    name: "hlint: $<message>",
    isLast: true,
  },
  {
    reads: [{ tool: "luacheck", example: "    src/cart.lua:12:5: (W113) accessing undefined variable totl" }],
    marks: ["W111", "W113", "W211", "W212", "W213", "W311", "W411", "W431", "W542", "W611", "W631", "E011"].map(
      (code) => `: (${code}) `,
    ),
    pattern: /^\s*(?<file>\S+\.lua):(?<line>\d+):\d+(?:-\d+)?: \((?<rule>[WE]\d+)\) .+$/,
    cause: "check",
    name: "luacheck: $<rule>",
    excerpt: [0, 3],
  },
];
