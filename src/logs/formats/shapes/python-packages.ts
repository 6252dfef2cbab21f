import type { Shape } from "./shape.ts";

/** Package managers of Python: what cannot be resolved, found or built. */
export const pythonPackages: readonly Shape[] = [
  {
    reads: [
      {
        tool: "pip (conflict)",
        example:
          "ERROR: Cannot install acme-cart==1.0 and acme-core==2.0 because these package versions have conflicting dependencies.\n\nThe conflict is caused by:\n    The user requested acme-core==2.0\n\nERROR: ResolutionImpossible: for help visit https://pip.pypa.io",
      },
      {
        tool: "pip-tools",
        example:
          "ERROR: Cannot install -r requirements.in (line 1) because these package versions have conflicting dependencies.",
      },
    ],
    marks: ["have conflicting dependencies"],
    pattern: /^ERROR: (?<message>Cannot install .+ because these package versions have conflicting dependencies)/,
    cause: "compile",
    excerpt: [1, 12],
  },
  {
    reads: [
      {
        tool: "pip",
        example:
          "ERROR: Could not find a version that satisfies the requirement acme-core==9.0 (from versions: 1.0, 2.0)\nERROR: No matching distribution found for acme-core==9.0",
      },
    ],
    marks: ["No matching distribution found for "],
    pattern: /^\s*(?:ERROR|error): (?<message>No matching distribution found for \S+)/,
    cause: "compile",
    excerpt: [8, 3],
    isDownload: true,
  },
  {
    reads: [
      {
        tool: "pip (building a package)",
        example:
          "  error: subprocess-exited-with-error\n  \n  × Getting requirements to build wheel did not run successfully.\n  │ exit code: 1\n  ╰─> [4 lines of output]",
      },
      {
        tool: "pip (wheel)",
        example:
          "  ERROR: Failed building wheel for acme-native\nERROR: Could not build wheels for acme-native, which is required to install pyproject.toml-based projects",
      },
    ],
    marks: ["did not run successfully.", "Could not build wheels for ", "Failed to build installable wheels for "],
    pattern:
      /^\s*(?:× (?<message>.+ did not run successfully)\.|(?:ERROR: |error: )(?<message_>(?:Could not build wheels|Failed to build installable wheels) for \S+))/,
    cause: "compile",
    excerpt: [4, 20],
    isLast: true,
  },
  {
    reads: [
      { tool: "pip (hashes)", example: "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE." },
      {
        tool: "pip (Python version)",
        example: "ERROR: Package 'acme' requires a different Python: 3.8.10 not in '>=3.9'",
      },
    ],
    marks: ["THESE PACKAGES DO NOT MATCH", "requires a different Python: ", "In --require-hashes mode"],
    pattern:
      /^ERROR: (?<message>THESE PACKAGES DO NOT MATCH THE HASHES|Package .+ requires a different Python: .+|In --require-hashes mode, .+)/,
    cause: "compile",
  },
  {
    reads: [
      {
        tool: "Poetry",
        example: "Because shop depends on acme-core (^9.0) which doesn't match any versions, version solving failed.",
      },
      {
        tool: "Dart pub",
        example: "Because shop depends on acme_core ^9.0.0 which doesn't match any versions, version solving failed.",
      },
    ],
    marks: ["version solving failed."],
    pattern: /^(?<message>.*version solving failed)\.$/,
    cause: "compile",
    excerpt: [6, 4],
    isDownload: true,
  },
  {
    reads: [
      {
        tool: "Poetry (lock file)",
        example:
          "pyproject.toml changed significantly since poetry.lock was last generated. Run `poetry lock` to fix the lock file.",
      },
      { tool: "Poetry (package)", example: "Unable to find installation candidates for acme-core (9.0)" },
      {
        tool: "Poetry (Python version)",
        example:
          "The current project's Python requirement (>=3.8) is not compatible with some of the required packages Python requirement:",
      },
      { tool: "Pipenv", example: "ERROR:: Couldn't install package: acme-core" },
      { tool: "Pipenv (lock)", example: "Your Pipfile.lock (a1b2c3) is out of date. Expected: (d4e5f6)." },
    ],
    marks: [
      "was last generated. Run",
      "Unable to find installation candidates for ",
      "is not compatible with some of the required packages",
      "Couldn't install package: ",
      "Your Pipfile.lock (",
    ],
    pattern:
      /^\s*(?:Error: |ERROR:: )?(?<message>.*(?:changed significantly since poetry\.lock was last generated|Unable to find installation candidates for|is not compatible with some of the required packages|Couldn't install package: |Your Pipfile\.lock \(\w+\) is out of date).*)$/,
    cause: "compile",
    excerpt: [3, 10],
    isDownload: true,
  },
  {
    reads: [
      {
        tool: "uv",
        example:
          "  × No solution found when resolving dependencies:\n  ╰─▶ Because acme-core was not found in the package registry and shop depends on acme-core>=9, we can conclude that shop's requirements are unsatisfiable.",
      },
      {
        tool: "uv (build)",
        example: "  × Failed to build `acme-native==1.0`\n  ├─▶ The build backend returned an error",
      },
      {
        tool: "uv (lock file)",
        example: "error: The lockfile at `uv.lock` needs to be updated, but `--locked` was provided.",
      },
    ],
    marks: [
      "No solution found when resolving",
      "× Failed to build `",
      "× Failed to download `",
      "The lockfile at `uv.lock` needs",
    ],
    pattern:
      /^\s*(?:× |error: )(?<message>(?:No solution found when resolving|Failed to (?:build|download) `|The lockfile at `uv\.lock` needs).*?):?$/,
    cause: "compile",
    isDownload: true,
  },
  {
    reads: [
      {
        tool: "conda",
        example: "PackagesNotFoundError: The following packages are not available from current channels:",
      },
      { tool: "mamba", example: "    LibMambaUnsatisfiableError: Encountered problems while solving:" },
    ],
    marks: ["PackagesNotFoundError: ", "UnsatisfiableError: ", "ResolvePackageNotFound: "],
    pattern:
      /^\s*(?<message>(?:PackagesNotFoundError|UnsatisfiableError|LibMambaUnsatisfiableError|ResolvePackageNotFound): .*)$/,
    cause: "compile",
  },
];
