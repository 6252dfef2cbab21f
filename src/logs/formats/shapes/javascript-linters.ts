import type { Shape } from "./shape.ts";

const SCRIPT = String.raw`(?:[A-Za-z]:)?[\w@+~./\\$()[\]-]+\.(?:[cm]?[jt]sx?|vue|svelte|astro|json|html|md|mdx|ya?ml|css|scss|less|sass|gql|graphql)`;
const HEADER = new RegExp(`^(?:FILE: )?(?<file>${SCRIPT})$`);
const PROBLEMS = [" problem (", " problems ("];
const FAILED_PROBLEMS = /^✖ \d+ problems? \([1-9]\d* errors?/;
const ROW =
  /^\s+(?<line>\d+):\d+\s+(?:error|✖|×)\s+(?:(?<text>Parsing error): .+|.+?\s{2,}(?<rule>[\w@/-]+)|(?<text_>.+))$/;
const BIOME = ["suspicious", "correctness", "style", "complexity", "performance", "security", "a11y", "nursery"];

/** Linters of JavaScript, TypeScript and style sheets. */
export const javascriptLinters: readonly Shape[] = [
  {
    reads: [
      {
        tool: "stylelint",
        example:
          "src/cart.css\n  46:3  ✖  Unexpected longhand value '0px 5px'  declaration-block-no-redundant-longhand-properties\n\n✖ 1 problem (1 error, 0 warnings)",
      },
    ],
    marks: PROBLEMS,
    pattern: FAILED_PROBLEMS,
    entry: ROW,
    header: HEADER,
    within: 500,
    cause: "check",
    name: "stylelint: $<rule>$<text>",
    accepts: ({ file = "" }) => /\.(?:css|s[ac]ss|less|styl)$/.test(file),
  },
  {
    reads: [
      {
        tool: "ESLint",
        example:
          "/ws/src/cart.js\n  12:7  error  'old' is assigned a value but never used  no-unused-vars\n\n✖ 1 problem (1 error, 0 warnings)",
      },
    ],
    marks: PROBLEMS,
    pattern: FAILED_PROBLEMS,
    entry: ROW,
    header: HEADER,
    within: 500,
    cause: "check",
    name: "eslint: $<rule>$<text>",
    excerpt: [3, 4],
  },
  {
    reads: [{ tool: "ESLint (warnings)", example: "ESLint found too many warnings (maximum: 0)." }],
    marks: ["ESLint found too many warnings"],
    pattern: /^(?<message>ESLint found too many warnings \(maximum: \d+\))/,
    cause: "check",
    excerpt: [12, 0],
    isLast: true,
  },
  {
    reads: [
      {
        tool: "ESLint (unix)",
        example: "/ws/src/cart.js:12:7: 'old' is assigned a value but never used. [Error/no-unused-vars]",
      },
      {
        tool: "ESLint (compact)",
        example: "/ws/src/cart.js: line 12, col 7, Error - 'old' is assigned a value but never used. (no-unused-vars)",
      },
    ],
    marks: [" [Error/", ", Error - "],
    pattern: new RegExp(
      `^(?<file>${SCRIPT})(?:: line |:)(?<line>\\d+)(?:, col |:)\\d+(?:, Error - |: )(?<text>.+?) [[(](?:Error/)?(?<rule>[\\w@/-]+)[\\])]$`,
    ),
    cause: "check",
    name: "eslint: $<rule>",
    excerpt: [0, 2],
  },
  {
    reads: [
      {
        tool: "Next.js (lint)",
        example:
          "./app/cart/page.tsx\n12:7  Error: 'old' is assigned a value but never used.  @typescript-eslint/no-unused-vars",
      },
    ],
    marks: ["  Error: "],
    pattern: /^\s*(?<line>\d+):\d+\s+Error: (?<text>.+?)\s{2,}(?<rule>[\w@/-]+)$/,
    above: HEADER,
    within: 100,
    cause: "check",
    name: "eslint: $<rule>",
    excerpt: [3, 3],
  },
  {
    reads: [
      { tool: "XO", example: "  src/cart.js:12:5\n  ✖  12:5  old is assigned a value but never used.  no-unused-vars" },
    ],
    marks: [1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => `  ✖  ${digit}`),
    pattern: /^\s+✖\s+(?<line>\d+):\d+\s+(?<text>.+?)\s{2,}(?<rule>[\w@/-]+)$/,
    above: new RegExp(`^\\s+(?<file>${SCRIPT})(?::\\d+:\\d+)?$`),
    within: 100,
    cause: "check",
    name: "$<rule>",
    excerpt: [3, 4],
  },
  {
    reads: [
      {
        tool: "StandardJS",
        example: "  /ws/src/cart.js:12:7: 'old' is assigned a value but never used. (no-unused-vars)",
      },
    ],
    marks: [
      " (no-unused-vars)",
      " (no-undef)",
      " (semi)",
      " (quotes)",
      " (eqeqeq)",
      " (space-before-function-paren)",
      " (comma-dangle)",
      " (eol-last)",
      " (prefer-const)",
      " (key-spacing)",
      " (camelcase)",
      " (no-multiple-empty-lines)",
      " (no-trailing-spaces)",
    ],
    pattern: new RegExp(`^\\s*(?<file>${SCRIPT}):(?<line>\\d+):\\d+: (?<text>.+) \\((?<rule>[\\w@/-]+)\\)$`),
    cause: "check",
    name: "$<rule>",
    excerpt: [0, 2],
  },
  {
    reads: [
      {
        tool: "Biome",
        example:
          "src/cart.ts:12:5 lint/suspicious/noExplicitAny ━━━━━━━━━━\n\n  × Unexpected any. Specify a different type.",
      },
      {
        tool: "Biome (format)",
        example: "src/cart.ts format ━━━━━━━━━━\n\n  × Formatter would have printed the following content:",
      },
    ],
    marks: [
      ...BIOME.map((group) => ` lint/${group}/`),
      " format ━━",
      " organizeImports ━",
      " parse ━━",
      " assist/source/",
    ],
    pattern:
      /^(?<file>\S+?)(?::(?<line>\d+):\d+)? (?<rule>(?:lint|assist)\/\w+\/\w+|format|organizeImports|parse|suppressions\/\w+) (?: ?FIXABLE ?)?\s*━+/,
    below: /^\s*(?<level>[×✖x!⚠i]) (?<text>.+)$/,
    cause: "check",
    name: "biome: $<rule>",
    rank: ({ level = "" }) => (/[!⚠i]/.test(level) ? 1 : 0),
  },
  {
    reads: [
      { tool: "TSLint", example: "ERROR: /ws/src/cart.ts:12:5 - Missing semicolon" },
      {
        tool: "svelte-check",
        example: "/ws/src/Cart.svelte:12:5\nError: Property 'totl' does not exist on type 'Cart'. (ts)",
      },
    ],
    marks: ["ERROR: /", "ERROR: src/", "ERROR: C:", ". (ts)", "' (js)", " (svelte)"],
    pattern: new RegExp(
      `^(?:ERROR: (?<file>${SCRIPT}):(?<line>\\d+):\\d+ - (?<message>.+)|Error: (?<message_>.+) \\((?:ts|js|svelte|css)\\))$`,
    ),
    placeWithin: [1, 0],
    cause: "check",
    name: "$<message>",
    excerpt: [1, 5],
  },
  {
    reads: [
      {
        tool: "Oxlint",
        example: "  × eslint(no-unused-vars): Variable 'old' is declared but never used.\n    ╭─[src/cart.js:12:7]",
      },
    ],
    marks: ["  ╭─["],
    pattern: /^\s*╭─+\[ ?(?<file>[^\]:]+):(?<line>\d+):\d+ ?\]$/,
    above: /^\s*[×x] (?<rule>[\w-]+\([\w-]+\)): (?<text>.+)$/,
    within: 2,
    cause: "check",
    name: "$<rule>",
    excerpt: [1, 6],
  },
  {
    reads: [
      { tool: "Deno lint", example: "error[no-explicit-any]: `any` type is not allowed\n  --> /ws/src/cart.ts:12:5" },
      { tool: "typos", example: "error: `teh` should be `the`\n  --> README.md:12:5" },
    ],
    marks: ["error[no-", "error[prefer-", "error[ban-", "error[require-", "` should be `"],
    pattern: /^error(?:\[(?<rule>[a-z][\w-]+)\]: .+|: (?<rule_>`.+` should be `.+`.*))$/,
    placeWithin: [0, 3],
    cause: "check",
    name: "$<rule>",
  },
  {
    reads: [{ tool: "commitlint", example: "✖   subject may not be empty [subject-empty]" }],
    marks: [
      "[subject-",
      "[type-enum]",
      "[type-empty]",
      "[type-case]",
      "[scope-enum]",
      "[scope-empty]",
      "[header-max-length]",
      "[body-max-line-length]",
      "[body-leading-blank]",
      "[footer-",
    ],
    pattern: /^✖ {3}(?<text>.+) \[(?<rule>[a-z-]+)\]$/,
    cause: "check",
    name: "commitlint: $<rule>",
    excerpt: [3, 4],
  },
  {
    reads: [
      { tool: "Size Limit", example: "  Package size limit has exceeded by 1.2 kB" },
      { tool: "depcheck", example: "Unused dependencies" },
      { tool: "Knip", example: "Unused exports (2)" },
    ],
    marks: [
      "size limit has exceeded",
      "Unused dependencies",
      "Unused exports (",
      "Unused files (",
      "Unlisted dependencies",
      "Missing dependencies",
    ],
    pattern:
      /^\s*(?<message>(?:Package size|Size) limit has exceeded by .+|Unused (?:dev)?[dD]ependencies|Unused (?:exports|files) \(\d+\)|Unlisted dependencies|Missing dependencies)/,
    cause: "check",
    isLast: true,
  },
];
