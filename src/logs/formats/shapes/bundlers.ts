import type { Shape } from "./shape.ts";

/** Bundlers and frameworks of JavaScript. */
export const bundlers: readonly Shape[] = [
  {
    reads: [
      {
        tool: "esbuild",
        example:
          '✘ [ERROR] Could not resolve "./missing"\n\n    src/index.ts:1:22:\n      1 │ import { total } from "./missing";',
      },
      {
        tool: "Angular",
        example:
          "✘ [ERROR] TS2322: Type 'string' is not assignable to type 'number'. [plugin angular-compiler]\n\n    src/app/cart.component.ts:12:4:",
      },
    ],
    marks: ["✘ [ERROR", "error: Build failed with "],
    pattern: /^\s*[✘X] \[ERROR\] (?<message>.+?)(?: \[plugin [^\]]+\])?$/,
    placeWithin: [0, 5],
    cause: "compile",
  },
  {
    reads: [
      {
        tool: "Next.js",
        example:
          "Failed to compile.\n\n./app/cart/page.tsx:12:17\nType error: Property 'totl' does not exist on type 'Cart'.",
      },
    ],
    marks: ["Type error: "],
    pattern: /^Type error: (?<message>.+)$/,
    above: /^(?<file>\.{0,2}\/?\S+\.\w+):(?<line>\d+):\d+$/,
    within: 2,
    cause: "compile",
    excerpt: [2, 10],
  },
  {
    reads: [
      {
        tool: "Next.js (bundling)",
        example: "Failed to compile.\n\n./app/cart/page.tsx\nModule not found: Can't resolve './missing'",
      },
      {
        tool: "webpack",
        example: "ERROR in ./src/index.js 1:0-30\nModule not found: Error: Can't resolve './missing' in '/ws/src'",
      },
    ],
    marks: ["Module not found: ", "Module build failed ", "Module parse failed: "],
    pattern:
      /^\s*(?:Error: )?(?<message>Module (?:not found: (?:Error: )?(?:Can't resolve|Package path|TypeError)|build failed|parse failed: ).*?)(?: in '[^']+')?$/,
    above:
      /^(?:\s*(?:ERROR|Error) in )?(?:(?<file>\.?\.?\/?[\w@./[\]()-]+\.\w+)(?::| |$)(?:(?<line>\d+)(?::[\d-]+)*)?.*|Failed to compile\.?|ERROR in .+|.*[Cc]ompiled with .*)$/,
    cause: "compile",
    excerpt: [3, 10],
  },
  {
    reads: [
      {
        tool: "Vite and Rollup",
        example:
          'error during build:\nsrc/main.ts (1:9): "totl" is not exported by "src/cart.ts", imported by "src/main.ts".\nfile: /ws/src/main.ts:1:9',
      },
    ],
    marks: ["error during build:", "[!] RollupError: ", "[!] Error: ", "[!] (plugin "],
    pattern: /^(?:error during build:|\[!\] (?:\(plugin [^)]+\) )?(?<message>(?:RollupError|Error|TypeError)?:? ?.+))$/,
    below:
      /^(?:(?:Error: |RollupError: )?(?:\[[\w:-]+\] )?(?:(?<file>\S+\.\w+) \((?<line>\d+):\d+\): )?(?<message>\S.*))$/,
    placeWithin: [0, 6],
    cause: "compile",
  },
  {
    reads: [
      {
        tool: "Rollup (imports)",
        example: '[vite]: Rollup failed to resolve import "./missing" from "/ws/src/main.ts".',
      },
    ],
    marks: ["Rollup failed to resolve import "],
    pattern: /(?<message>Rollup failed to resolve import "[^"]*")(?: from "(?<file>[^"]+)")?/,
    cause: "compile",
  },
  {
    reads: [
      {
        tool: "Babel",
        example: "SyntaxError: /ws/src/cart.js: Unexpected token (12:5)",
      },
    ],
    marks: ["SyntaxError: /", "SyntaxError: src/", "SyntaxError: C:"],
    pattern: /^(?:\[.*\] |ERROR )?(?<message>SyntaxError: (?<file>(?:[A-Za-z]:)?\S+?\.\w+): .+? \((?<line>\d+):\d+\))/,
    cause: "compile",
  },
  {
    reads: [
      {
        tool: "Node.js (syntax)",
        example: "/ws/src/cart.js:12\n  const total = ;\n                ^\n\nSyntaxError: Unexpected token ';'",
      },
    ],
    marks: ["SyntaxError: ", "ReferenceError: ", "TypeError: ", "ERR_MODULE_NOT_FOUND", "Error: Cannot find module "],
    pattern: /^(?<message>(?:SyntaxError|ReferenceError|TypeError|Error)(?: \[\w+\])?: .+)$/,
    above: /^(?:(?:file:\/\/)?(?<file>(?:\/|[A-Za-z]:\\)\S+\.[cm]?[jt]sx?):(?<line>\d+)|node:internal\/\S+:\d+)$/,
    cause: "compile",
    excerpt: [5, 6],
    isLast: true,
  },
  {
    reads: [
      {
        tool: "Sass",
        example: "Error: Undefined variable.\n   ╷\n12 │   color: $totl;\n   ╵\n  src/app.scss 12:10  root stylesheet",
      },
    ],
    marks: ["root stylesheet"],
    pattern: /^\s*(?<file>\S+\.s[ac]ss) (?<line>\d+):\d+ +root stylesheet/,
    above: /^(?:.*)?Error: (?<message>.+)$/,
    cause: "compile",
    excerpt: [6, 2],
  },
  {
    reads: [
      {
        tool: "Parcel",
        example:
          "🚨 Build failed.\n\n@parcel/core: Failed to resolve './missing' from './src/index.js'\n\n  /ws/src/index.js:1:23",
      },
    ],
    marks: ["Build failed."],
    pattern: /^🚨 Build failed\.$/u,
    below: /^(?:Error: )?(?<message>@parcel\/\S+: .+|\S+Error: .+)$/,
    placeWithin: [0, 6],
    cause: "compile",
  },
  {
    reads: [
      {
        tool: "SWC",
        example: "  × Expression expected\n    ╭─[src/cart.ts:12:1]\n 12 │ const total = ;",
      },
    ],
    marks: ["  ╭─[", "  ╭──["],
    pattern: /^\s*╭─+\[ ?(?<file>[^\]:]+):(?<line>\d+):\d+ ?\]$/,
    above: /^\s*[×x] (?<message>.+)$/,
    cause: "compile",
    excerpt: [3, 8],
    accepts: ({ message = "" }) => !/^[\w-]+\([\w-]+\): /.test(message),
  },
];
