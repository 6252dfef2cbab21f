import type { Shape } from "./shape.ts";

/** Coverage below the threshold that the project sets. */
export const coverage: readonly Shape[] = [
  {
    reads: [
      { tool: "Jest (coverage)", example: 'Jest: "global" coverage threshold for lines (80%) not met: 72.41%' },
      {
        tool: "Vitest, nyc and c8 (coverage)",
        example: "ERROR: Coverage for lines (72.41%) does not meet global threshold (80%)",
      },
      { tool: "pytest-cov", example: "FAIL Required test coverage of 80% not reached. Total coverage: 72.41%" },
      { tool: "coverage.py", example: "Coverage failure: total of 72 is less than fail-under=80" },
      { tool: "SimpleCov", example: "Line coverage (72.41%) is below the expected minimum coverage (80.00%)." },
      { tool: "coverlet", example: "The minimum line coverage is below the specified 80 [/ws/Acme.Tests.csproj]" },
      { tool: "ExCoveralls", example: "FAILED: Expected minimum coverage of 80%, got 72.4%." },
      {
        tool: "cargo-llvm-cov and tarpaulin",
        example: "Error: Coverage is below the failure threshold 72.41% < 80.00%",
      },
    ],
    marks: [
      "coverage threshold for ",
      "does not meet global threshold",
      "does not meet threshold",
      "Required test coverage of ",
      "Coverage failure: ",
      "below the expected minimum coverage",
      "coverage is below the specified",
      "Expected minimum coverage of ",
      "below the failure threshold",
    ],
    pattern:
      /(?<message>(?:"\S+"|'\S+') coverage threshold for \w+ \([\d.]+%?\) not met: .+|Jest: .*coverage threshold for .+|Coverage for \w+ \([\d.]+%\) does not meet .+|Required test coverage of .+ not reached\..*|Coverage failure: .+|(?:\w+ )?coverage \([\d.]+%\) is below the expected minimum coverage.*|The minimum \w+ coverage is below the specified \d+|Expected minimum coverage of .+|Coverage is below the failure threshold .+)/i,
    cause: "check",
    name: "coverage threshold: $<message>",
    excerpt: [3, 3],
    isLast: true,
    isOfTestRunner: true,
  },
];
