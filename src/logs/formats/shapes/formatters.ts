import type { Shape } from "./shape.ts";

/** Formatters that refuse what is not formatted, and hooks that run them. */
export const formatters: readonly Shape[] = [
  {
    reads: [
      {
        tool: "pre-commit",
        example:
          "isort....................................................................Failed\n- hook id: isort\n- exit code: 1",
      },
    ],
    marks: ["- hook id: "],
    pattern: /^- hook id: (?<message>\S+)$/,
    cause: "check",
    excerpt: [1, 15],
    accepts: (_, at) => /\.Failed$/.test(at.before(1)[0]?.text ?? ""),
    wrapsUntil: /^.+\.{3,}(?:\([\w ]+\))?(?:Passed|Failed|Skipped)$/,
  },
  {
    reads: [{ tool: "isort", example: "ERROR: /ws/src/acme/old.py Imports are incorrectly sorted and/or formatted." }],
    marks: ["Imports are incorrectly sorted"],
    pattern: /^ERROR: (?<file>\S+) Imports are incorrectly sorted/,
    cause: "check",
    name: "isort",
    excerpt: [0, 5],
  },
  {
    reads: [
      {
        tool: "PHP CS Fixer",
        example:
          "   1) src/Cart.php (array_syntax, no_unused_imports)\n\nFound 1 of 41 files that can be fixed in 0.412 seconds, 14.000 MB memory used",
      },
    ],
    marks: [" that can be fixed in "],
    pattern: /^Found [1-9]\d* of \d+ files? that can be fixed in /,
    entry: /^\s+\d+\) (?<file>\S+\.php)/,
    within: 300,
    cause: "check",
    name: "php-cs-fixer",
  },
  {
    reads: [{ tool: "dart format", example: "Changed lib/cart.dart\nFormatted 41 files (1 changed) in 0.41 seconds." }],
    marks: [" changed) in "],
    pattern: /^Formatted \d+ files? \([1-9]\d* changed\) in /,
    entry: /^Changed (?<file>\S+\.dart)$/,
    within: 300,
    cause: "check",
    name: "dart format",
    isLast: true,
  },
  {
    reads: [
      {
        tool: "mix format",
        example:
          "** (Mix) mix format failed due to --check-formatted.\nThe following files are not formatted:\n\n  * lib/shop/cart.ex",
      },
    ],
    marks: ["mix format failed due to --check-formatted"],
    pattern: /^\*\* \(Mix\) mix format failed due to --check-formatted/,
    below: /^\s*(?:\* )?(?<file>\S+\.(?:exs?|heex))\b/,
    cause: "check",
    name: "mix format",
    excerpt: [0, 15],
  },
  {
    reads: [
      {
        tool: "terraform fmt",
        example: "+ terraform fmt -check -recursive\nmodules/cart/main.tf\nscript returned exit code 3",
      },
      { tool: "gofmt", example: "+ gofmt -l .\ncart/cart.go\nscript returned exit code 1" },
      { tool: "shfmt", example: "+ shfmt -l bin\nbin/release.sh\nscript returned exit code 1" },
    ],
    marks: ["terraform fmt ", "tofu fmt ", "+ gofmt -", "+ goimports -", "+ gofumpt -", "+ shfmt -", "+ prettier -l"],
    pattern:
      /^\++ (?:\w+=\S* )*(?:[(]?\s*)(?<message>(?:terraform|tofu) fmt|gofmt|goimports|gofumpt|shfmt|prettier) .*-{1,2}(?:check|l|d|list)/,
    below: /^(?:diff (?:-u )?(?:a\/)?)?(?<file>[\w./-]+\.(?:tf|tfvars|hcl|go|sh|bash|[jt]sx?))(?:\.orig .*)?$/,
    within: 1,
    cause: "check",
    excerpt: [0, 12],
    isLast: true,
    isCommand: true,
  },
  {
    reads: [
      {
        tool: "clang-format",
        example: "src/cart.cc:12:3: error: code should be clang-formatted [-Wclang-format-violations]",
      },
    ],
    marks: ["code should be clang-formatted"],
    pattern: /^(?<file>\S+?):(?<line>\d+):\d+: (?:error|warning): code should be clang-formatted/,
    cause: "check",
    name: "clang-format",
    excerpt: [0, 3],
  },
  {
    reads: [
      { tool: "Deno fmt", example: "error: Found 1 not formatted file in 41 files" },
      { tool: "yapf and autopep8", example: "--- src/cart.py\t(original)\n+++ src/cart.py\t(reformatted)" },
      { tool: "nixpkgs-fmt, ormolu, fourmolu", example: "src/Cart.hs is not formatted" },
    ],
    marks: [" not formatted", "\t(original)"],
    pattern:
      /^(?<message>error: Found \d+ not formatted files?)|^--- (?<file>\S+)\t\(original\)|^(?:error: )?(?<file_>\S+\.\w+):? (?:is )?not formatted/,
    cause: "check",
    excerpt: [4, 8],
    isLast: true,
  },
];
