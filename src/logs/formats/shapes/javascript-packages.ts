import type { Shape } from "./shape.ts";

/** Package managers of JavaScript. */
export const javascriptPackages: readonly Shape[] = [
  {
    reads: [
      {
        tool: "npm (install script)",
        example:
          "npm ERR! code 1\nnpm ERR! path /ws/node_modules/better-sqlite3\nnpm ERR! command failed\nnpm ERR! command sh -c node-gyp rebuild",
      },
    ],
    marks: ["npm ERR! command ", "npm error command "],
    pattern: /^npm (?:ERR!|error) command (?<command>(?!failed$).+)$/,
    above: /^npm (?:ERR!|error) path (?:.*\/)?node_modules\/(?<package>\S+)$/,
    within: 4,
    cause: "compile",
    name: "npm: command failed in $<package>",
    excerpt: [4, 20],
    isDownload: true,
  },
  {
    reads: [
      {
        tool: "pnpm",
        example:
          ' ERR_PNPM_OUTDATED_LOCKFILE  Cannot install with "frozen-lockfile" because pnpm-lock.yaml is not up to date with package.json',
      },
      {
        tool: "pnpm (no version)",
        example: " ERR_PNPM_NO_MATCHING_VERSION  No matching version found for acme-core@^9.0.0",
      },
    ],
    marks: ["ERR_PNPM_"],
    pattern:
      /^\s*(?:ERROR\s+)?(?<message>ERR_PNPM_(?!RECURSIVE_RUN|RECURSIVE_EXEC|META_FETCH_FAIL\w*.*[Rr]etry)\w+\s+.+)$/,
    cause: "compile",
    excerpt: [2, 10],
    isDownload: true,
  },
  {
    reads: [
      {
        tool: "Yarn (berry)",
        example: "➤ YN0028: │ The lockfile would have been modified by this install, which is explicitly forbidden.",
      },
      { tool: "Yarn (no version)", example: "➤ YN0082: │ acme-core@npm:^9.0.0: No candidates found" },
      {
        tool: "Yarn (build)",
        example:
          "➤ YN0009: │ better-sqlite3@npm:9.0.0 couldn't be built successfully (exit code 1, logs can be found here: /tmp/x.log)",
      },
    ],
    marks: [
      "➤ YN0001:",
      "➤ YN0009:",
      "➤ YN0018:",
      "➤ YN0027:",
      "➤ YN0028:",
      "➤ YN0035:",
      "➤ YN0041:",
      "➤ YN0082:",
      "➤ YN0016:",
      "➤ YN0071:",
      "➤ YN0078:",
    ],
    pattern: /^➤ (?<code>YN\d{4}): [│┌└·] +(?<text>(?![-+]["\w])[^\s].*)$/,
    cause: "compile",
    name: "$<code>: $<text>",
    excerpt: [4, 4],
    isDownload: true,
  },
  {
    reads: [
      { tool: "Yarn (v1)", example: 'error Couldn\'t find any versions for "acme-core" that matches "^9.0.0"' },
      {
        tool: "Yarn (v1, lock file)",
        example: "error Your lockfile needs to be updated, but yarn was run with `--frozen-lockfile`.",
      },
      {
        tool: "Yarn (v1, engine)",
        example:
          'error acme-core@9.0.0: The engine "node" is incompatible with this module. Expected version ">=20". Got "18.19.0"',
      },
    ],
    marks: [
      "error Couldn't find ",
      "error Your lockfile needs ",
      " is incompatible with this module",
      "error An unexpected error occurred: ",
    ],
    pattern:
      /^error (?<message>(?:Couldn't find |Your lockfile needs to be updated|An unexpected error occurred: |.+ is incompatible with this module).*?)\.?$/,
    cause: "compile",
    excerpt: [3, 4],
    isDownload: true,
  },
  {
    reads: [
      { tool: "Bun (install)", example: "error: lockfile had changes, but lockfile is frozen" },
      {
        tool: "Bun (no version)",
        example: 'error: No version matching "^9.0.0" found for specifier "acme-core" (but package exists)',
      },
    ],
    marks: ["error: lockfile had changes", "error: No version matching ", " failed to resolve"],
    pattern:
      /^error: (?<message>lockfile had changes, but lockfile is frozen|No version matching .+|\S+@\S+ failed to resolve)/,
    cause: "compile",
  },
  {
    reads: [
      { tool: "Lerna, Nx and npm-run-all", example: "ERR! lerna ERR! npm run build exited 1 in '@acme/web'" },
      { tool: "Turborepo", example: " ERROR  run failed: command  exited (1)" },
      { tool: "pnpm (recursive)", example: " ERR_PNPM_RECURSIVE_RUN_FIRST_FAIL  @acme/web@1.0.0 build: `tsc -b`" },
    ],
    marks: ["run failed: command", "ERR_PNPM_RECURSIVE_RUN", "lerna ERR! "],
    pattern:
      /^\s*(?:ERR! )?(?<message>lerna ERR! .+ exited \d+ in .+|ERROR {2}run failed: command .+|ERR_PNPM_RECURSIVE_RUN_FIRST_FAIL .+)$/,
    cause: "compile",
    excerpt: [12, 2],
    isLast: true,
    accepts: (_, at) => !/\btest\b/.test(at.text),
  },
];
