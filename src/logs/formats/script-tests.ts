import type { Format } from "../format.ts";
import { PATH_AND_LINE, SCRIPT_FRAME } from "../user-frame.ts";
import { titledBlock } from "./titled-block.ts";

/** Test frameworks of JavaScript, Ruby, PHP, Python, Lua, PowerShell and SQL that print a title and a block of details. */
export const scriptTests: readonly Format[] = [
  {
    name: "bun",
    reads: [
      { tool: "Bun", example: "error: expect(received).toBe(expected)\n(fail) cart > totals an empty cart [1.12ms]" },
    ],
    marks: ["(fail) "],
    title: /^\(fail\) (?<name>.+?)(?: \[[\d.]+ ?\w+\])?$/,
    stop: /^\((?:pass|fail|skip|todo)\) |^\S+\.[cm]?[jt]sx?:$/,
    isAbove: true,
    frame: SCRIPT_FRAME,
  },
  {
    name: "deno",
    reads: [
      {
        tool: "Deno",
        example: "totals an empty cart => ./cart_test.ts:3:6\nerror: AssertionError: Values are not equal.",
      },
    ],
    marks: [" => ./", " => file:"],
    title: /^(?<name>\S.*?) => (?<file>(?:\.\/|file:\/\/)\S+\.[cm]?[jt]sx?):(?<line>\d+):\d+$/,
    stop: /^\S.* => (?:\.\/|file:)|^ ?(?:FAILURES|ERRORS) ?$|^(?:FAILED|ok) \|/,
    needs: /^error: /,
    frame: SCRIPT_FRAME,
  },
  {
    name: "karma",
    reads: [
      {
        tool: "Karma",
        example: "Chrome Headless 120.0.0.0 (Linux x86_64) cart totals an empty cart FAILED\n\tExpected 1 to be 0.",
      },
    ],
    marks: [") FAILED", " FAILED"],
    title: /^(?:[A-Z]\w*[\w ]*) [\d.]+ \([^)]*\):? (?!Executed )(?<name>\S.*) FAILED$/,
    stop: /^\S/,
    frame: SCRIPT_FRAME,
  },
  {
    name: "uvu",
    reads: [
      { tool: "uvu", example: '   FAIL  cart  "totals an empty cart"\n    Expected values to be strictly equal:' },
    ],
    marks: [" FAIL  "],
    title: /^\s*FAIL {2}(?:(?<suite>\S.*?) {2})?"(?<name>.+)"$/,
    join: " ",
    stop: /^\s*FAIL {2}|^ {2}Total: /,
    frame: SCRIPT_FRAME,
  },
  {
    name: "pest",
    reads: [
      {
        tool: "Pest, Laravel",
        example: "   FAILED  Tests\\CartTest > it totals an empty cart\n  Failed asserting that 1 is identical to 0.",
      },
    ],
    marks: [" FAILED  ", "  • Tests\\"],
    title: /^\s*(?:FAILED {2}|• )(?<name>\S.*? > \S.*?)(?: {2,}\S+)?$/,
    stop: /^\s*─{20,}$|^\s*(?:FAILED {2}|• \S.* > )|^ {2}Tests: /,
    frame: PATH_AND_LINE,
  },
  {
    name: "minitest",
    reads: [
      {
        tool: "minitest",
        example:
          "  1) Failure:\nCartTest#test_total [test/cart_test.rb:13]:\nExpected: 0\n\n1 runs, 1 assertions, 1 failures, 0 errors, 0 skips",
      },
    ],
    marks: [" assertions, ", "bin/rails test "],
    isMarkedBelow: true,
    excused: /^(?:\s*\d+\) )?Skipped:$/,
    title:
      /^(?:\s*\d+\) (?:Failure|Error):\s*)?(?<name>[A-Z][\w:]*(?:::[^#[\]]+)?#test_.+?)(?: \[(?<file>[^\]]+?):(?<line>\d+)\])?:$/,
    stop: /^\s*$|^bin\/rails test |^rails test /,
    frame: PATH_AND_LINE,
  },
  {
    name: "rspec",
    reads: [
      {
        tool: "RSpec (outside of examples)",
        example: "An error occurred while loading ./spec/cart_spec.rb.\nNameError:\n  uninitialized constant Carrt",
      },
    ],
    marks: ["An error occurred "],
    title: /^(?<name>An error occurred (?:while loading \S+?|in an? [`'].+?[`'] hook))\.?$/,
    stop: /^(?:An error occurred |No examples found|Finished in |Run options|Randomized )/,
    frame: PATH_AND_LINE,
  },
  {
    name: "test-unit",
    reads: [
      {
        tool: "test-unit (Ruby)",
        example: "Failure: test_total(CartTest): <0> expected but was\n<1>.\n1 tests, 1 assertions, 1 failures",
      },
    ],
    marks: [" assertions, "],
    isMarkedBelow: true,
    title: /^(?:Failure|Error): (?<name>test.*?\([A-Z][\w:]*\))(?:: .*)?$/,
    stop: /^={20,}$|^\s*$/,
    frame: PATH_AND_LINE,
  },
  {
    name: "busted",
    reads: [
      {
        tool: "busted",
        example: "Failure → spec/cart_spec.lua @ 12\ncart totals\nspec/cart_spec.lua:14: Expected objects to be equal.",
      },
    ],
    marks: ["Failure → ", "Error → "],
    title: /^(?:Failure|Error) → (?<file>\S.*?) @ (?<line>\d+)$/,
    stop: /^(?:Failure|Error|Pending) → |^\s*$/,
    frame: PATH_AND_LINE,
  },
  {
    name: "robot framework",
    reads: [{ tool: "Robot Framework", example: "Pays with a card                    | FAIL |\nno receipt" }],
    marks: ["| FAIL |"],
    title: /^(?<name>\S.*?)(?: ::.*?)? *\| FAIL \|$/,
    stop: /^-{20,}$|^={20,}$/,
    needs: /^(?!\d+ (?:critical )?tests?, )/,
  },
  {
    name: "testcafe",
    reads: [
      {
        tool: "TestCafe",
        example: " ✖ Totals an empty cart\n\n   1) AssertionError: expected 1 to deeply equal 0\n\n 1/1 failed (2s)",
      },
    ],
    marks: Array.from({ length: 10 }, (_, digit) => `${digit} failed (`),
    isMarkedBelow: true,
    title: /^ ✖ (?<name>\S.*?)(?: \(screenshots: .*\))?$/,
    stop: /^ [✖✓-] |^ \d+\/\d+ failed|^ \S/,
    needs: /^ {3}1\) \S/,
    frame: SCRIPT_FRAME,
  },
  {
    name: "pester",
    reads: [
      {
        tool: "Pester (PowerShell)",
        example:
          "  [-] totals an empty cart 12ms (10ms|2ms)\n   Expected 0, but got 1.\nTests Passed: 1, Failed: 1, Skipped: 0",
      },
    ],
    marks: ["Tests Passed: "],
    isMarkedBelow: true,
    title: /^\s*\[-\] (?<name>\S.*?) [\d.]+m?s(?: \(.*\))?$/,
    stop: /^\s*\[[+!?-]\] |^(?:Tests (?:completed|Passed)|Describing|Context) /,
    frame: /(?<file>(?:[A-Za-z]:)?[^\s:,][^:,]*\.ps1):(?<line>\d+)/,
  },
  {
    name: "dbt",
    reads: [
      {
        tool: "dbt",
        example: "Failure in test not_null_carts_id (models/schema.yml)\n  Got 3 results, configured to fail if != 0",
      },
    ],
    marks: ["Failure in test "],
    title: /Failure in (?:unit_)?test (?<name>\S+) \((?<file>[^)]+)\)$/,
    stop: /^(?:\d\d:\d\d:\d\d {2})?(?:Failure|Done\.|.*Error) (?:in |PASS=)/,
  },
  {
    name: "python doctest",
    reads: [
      {
        tool: "doctest (Python)",
        example:
          'File "src/cart.py", line 12, in cart.total\nFailed example:\n    total([])\nExpected:\n    0\nGot:\n    1',
      },
    ],
    marks: ["Failed example:"],
    isMarkedBelow: true,
    title: /^File "(?<file>[^"]+)", line (?<line>\d+), in (?<name>[\w.]+)$/,
    stop: /^\*{60,}$/,
    needs: /^Failed example:$/,
    frame: /(?!)/,
  },
].map(titledBlock);
