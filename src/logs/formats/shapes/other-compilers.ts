import type { Shape } from "./shape.ts";

/** Compilers whose message and place stand in different lines. */
export const otherCompilers: readonly Shape[] = [
  {
    reads: [
      {
        tool: "OCaml (dune)",
        example:
          'File "src/cart.ml", line 12, characters 12-16:\n12 | let total = totl\n                 ^^^^\nError: Unbound value totl',
      },
    ],
    marks: [", characters "],
    pattern: /^File "(?<file>[^"]+)", lines? (?<line>\d+)(?:-\d+)?, characters \d+-\d+:$/,
    below: /^Error(?: \([^)]*\))?: (?<message>.+)$/,
    cause: "compile",
    once: "file",
  },
  {
    reads: [
      {
        tool: "Haskell (GHC)",
        example: "src/Cart.hs:12:5: error: [GHC-88464]\n    Variable not in scope: totl :: Int",
      },
    ],
    marks: [": error: [GHC-"],
    pattern: /^\s*(?:\S+ +> )?(?<file>\S+\.l?hs):(?<line>\d+):\d+(?:-\d+)?: error: \[GHC-\d+\].*$/,
    below: /^(?:\S+ +> )? +(?:• )?(?<message>\S.*)$/,
    cause: "compile",
    once: "file",
  },
  {
    reads: [
      { tool: "Haskell (GHC before 9.6)", example: "src/Cart.hs:12:5: error:\n    • Variable not in scope: totl" },
    ],
    marks: ["    • "],
    pattern: /^(?:\S+ +> )? +• (?<message>\S.*)$/,
    above: /^\s*(?:\S+ +> )?(?<file>\S+\.l?hs):(?<line>\d+):\d+(?:-\d+)?: error:$/,
    within: 1,
    cause: "compile",
    once: "file",
    excerpt: [1, 8],
  },
  {
    reads: [
      {
        tool: "Elixir",
        example:
          '    error: undefined variable "totl"\n    │\n 12 │     totl\n    │     ^^^^\n    │\n    └─ lib/shop/cart.ex:12:5: Shop.Cart.total/1',
      },
    ],
    marks: ["└─ lib/", "└─ test/", "└─ apps/", "└─ config/"],
    pattern: /^\s*└─ (?<file>\S+\.exs?):(?<line>\d+)(?::\d+)?/,
    above: /^\s*error: (?<message>.+)$/,
    cause: "compile",
    once: "file",
    excerpt: [8, 4],
  },
  {
    reads: [
      {
        tool: "Elixir (before 1.15)",
        example: "** (CompileError) lib/shop/cart.ex:12: undefined function totl/0",
      },
      { tool: "Elixir (syntax)", example: "** (SyntaxError) invalid syntax found on lib/shop/cart.ex:12:5:" },
    ],
    marks: ["(CompileError) ", "(SyntaxError) ", "(TokenMissingError) ", "(MismatchedDelimiterError) "],
    pattern:
      /^\s*\*\* \(\w+Error\) (?:(?<file>\S+\.exs?):(?<line>\d+)(?::\d+)?: (?<message>.+)|(?<message_>.+ found on) (?<file_>\S+?):(?<line_>\d+):.*)$/,
    cause: "compile",
    once: "file",
  },
  {
    reads: [
      {
        tool: "Erlang (rebar3)",
        example:
          "===> Compiling src/cart.erl failed\n   ┌─ src/cart.erl:\n   │\n12 │      Totl.\n   │      ╰── variable 'Totl' is unbound",
      },
    ],
    marks: ["===> Compiling "],
    pattern: /^===> Compiling (?<file>\S+) failed$/,
    below: /^(?:\s*(?<line>\d+) │|\S+\.[eh]rl:\{?(?<line_>\d+))/,
    cause: "compile",
    name: "Compiling $<file> failed",
    once: "file",
  },
  {
    reads: [{ tool: "Elm", example: "-- TYPE MISMATCH --------------------------------------------- src/Main.elm" }],
    marks: ["-------- src/", "------- /"],
    pattern: /^-- (?<message>[A-Z][A-Z ]+[A-Z]) -+ (?<file>\S+\.elm)(?::(?<line>\d+))?/,
    cause: "compile",
    once: "file",
  },
  {
    reads: [
      { tool: "PHP", example: 'PHP Parse error:  syntax error, unexpected token "}" in /ws/src/Cart.php on line 12' },
      {
        tool: "PHP (fatal)",
        example: 'PHP Fatal error:  Uncaught Error: Class "Cart" not found in /ws/bin/run.php:12',
      },
    ],
    marks: ["Parse error: ", "PHP Fatal error: "],
    pattern: /^(?:PHP )?(?:Parse|Fatal) error: +(?<message>.+?) in (?<file>\S+\.\w+)(?: on line |:)(?<line>\d+)$/,
    cause: "compile",
    once: "file",
  },
  {
    reads: [
      {
        tool: "Python (syntax)",
        example: '  File "src/cart.py", line 12\n    def total(:\n              ^\nSyntaxError: invalid syntax',
      },
    ],
    marks: ["SyntaxError: ", "IndentationError: ", "TabError: "],
    pattern: /^(?:E {3}|Sorry: )?(?<message>(?:SyntaxError|IndentationError|TabError): .+)$/,
    above: /^(?:E {3})?\s*(?:\*\*\* Error compiling .*|File "(?<file>[^"]+)", line (?<line>\d+).*)$/,
    cause: "compile",
    excerpt: [4, 2],
    isLast: true,
  },
  {
    reads: [
      { tool: "Ruby (syntax)", example: "lib/cart.rb:12: syntax error, unexpected end-of-input" },
      { tool: "Bash (syntax)", example: "bin/release.sh: line 12: syntax error near unexpected token `fi'" },
      { tool: "Perl (syntax)", example: 'syntax error at lib/Cart.pm line 12, near "}"' },
      { tool: "Lua", example: "luac: src/cart.lua:12: '=' expected near 'x'" },
    ],
    marks: ["syntax error", "luac: "],
    pattern:
      /^(?:\S*luac?[\d.]*: (?<file>\S+):(?<line>\d+): (?<message>.+)|(?<file_>[\w./~-]+?):(?: line )?(?<line_>\d+): (?<message_>syntax errors?\b.+)|syntax error at \S+ line \d+.*)$/,
    cause: "compile",
    placeWithin: [0, 1],
  },
  {
    reads: [
      {
        tool: "Clojure",
        example: "Syntax error compiling at (src/shop/cart.clj:12:5).\nUnable to resolve symbol: totl in this context",
      },
    ],
    marks: ["Syntax error "],
    pattern: /^Syntax error .*\((?<file>\S+\.clj[cs]?):(?<line>\d+):\d+\)\.?$/,
    below: /^(?<message>\S.*)$/,
    cause: "compile",
  },
  {
    reads: [
      {
        tool: "Groovy",
        example: "/ws/src/Cart.groovy: 12: unable to resolve class Money\n @ line 12, column 5.",
      },
    ],
    marks: [".groovy: ", ".gradle: "],
    pattern: /^(?:\[ERROR\] )?(?<file>\S+\.(?:groovy|gradle)): (?<line>\d+): (?<message>.+)$/,
    cause: "compile",
    once: "file",
  },
  {
    reads: [
      {
        tool: "Crystal",
        example: "In src/cart.cr:12:5\n\n 12 | totl\n      ^---\nError: undefined local variable or method 'totl'",
      },
    ],
    marks: ["\nIn src/", "\nIn lib/", "\nIn spec/"],
    pattern: /^In (?<file>\S+\.cr):(?<line>\d+):\d+$/,
    below: /^Error: (?<message>.+)$/,
    cause: "compile",
  },
  {
    reads: [
      { tool: "Nim", example: "/ws/src/cart.nim(12, 5) Error: undeclared identifier: 'totl'" },
      { tool: "Free Pascal", example: 'cart.pas(12,5) Error: Identifier not found "totl"' },
      { tool: "D (dmd)", example: "source/cart.d(12,5): Error: undefined identifier `totl`" },
    ],
    marks: [") Error: ", "): Error: ", ") Fatal: "],
    pattern: /^(?<file>\S+\.\w+)\((?<line>\d+)(?:, ?\d+)?\):? (?:Error|Fatal): (?<message>.+)$/,
    cause: "compile",
    once: "file",
  },
  {
    reads: [
      {
        tool: "gfortran",
        example:
          "src/cart.f90:12:8:\n\n   12 |   call totl()\n      |        1\nError: Symbol 'totl' at (1) has no IMPLICIT type",
      },
    ],
    marks: [" at (1)"],
    pattern: /^(?:Fatal )?Error: (?<message>.* at \(1\).*)$/,
    above: /^(?<file>\S+\.[fF]\w*):(?<line>\d+):\d+:$/,
    cause: "compile",
    excerpt: [6, 2],
  },
  {
    reads: [{ tool: "LaTeX", example: "! Undefined control sequence.\nl.12 \\totl" }],
    marks: ["! Undefined control ", "! LaTeX Error: ", "! Package ", "! Missing "],
    pattern:
      /^(?:\S+\.tex:\d+: )?! ?(?<message>(?:Undefined control sequence|LaTeX Error|Package .* Error|Missing ).*)$/,
    below: /^l\.(?<line>\d+) /,
    cause: "compile",
  },
];
