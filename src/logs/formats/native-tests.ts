import type { Format } from "../format.ts";
import { titledBlock } from "./titled-block.ts";

/** Test frameworks of C, C++ and Swift that print a title and a block of details. */
export const nativeTests: readonly Format[] = [
  {
    name: "unity",
    reads: [{ tool: "Unity (C)", example: "test/test_cart.c:12:test_total:FAIL: Expected 0 Was 1" }],
    marks: [":FAIL: ", ":FAIL:Expected"],
    title: /^(?<file>[^\s:]+(?:\s[^\s:]+)*\.\w+):(?<line>\d+):(?<name>\w+):FAIL:/,
    stop: /^/,
  },
  {
    name: "check",
    reads: [
      {
        tool: "Check (C)",
        example: "tests/check_cart.c:12:F:core:test_total:0: Assertion 'total == 0' failed: total == 1",
      },
    ],
    marks: [": Assertion '", ":0: (after this point)", " (after this point) "],
    title: /^(?<file>\S+\.\w+):(?<line>\d+):[FE]:[^:]*:(?<name>[^:]+):-?\d+: /,
    stop: /^/,
  },
  {
    name: "qt test",
    reads: [
      {
        tool: "Qt Test",
        example: "FAIL!  : TestCart::total() Compared values are not the same\n   Loc: [tests/tst_cart.cpp(14)]",
      },
    ],
    marks: ["FAIL!  : "],
    title: /^FAIL! {2}: (?<name>\w+(?:::\w+)*\([^)]*\))/,
    stop: /^(?:PASS|FAIL!|XFAIL|XPASS|SKIP|BPASS|BFAIL|QDEBUG|QWARN|QINFO|QFATAL|Totals|\*{5})/,
    frame: /(?:Loc: \[|^)(?<file>[^[\]]+\.\w+)\((?<line>\d+)\)/,
  },
  {
    name: "lit",
    reads: [
      { tool: "LLVM lit", example: "******************** TEST 'LLVM :: CodeGen/a.ll' FAILED ********************" },
    ],
    marks: ["' FAILED ****"],
    title: /^\*+ TEST '(?<name>.+)' FAILED \*+$/,
    stop: /^\*{20}$/,
  },
  {
    name: "swift testing",
    reads: [
      {
        tool: "Swift Testing",
        example: "✘ Test totalIsZero() recorded an issue at CartTests.swift:11:5: Expectation failed: (1) == 0",
      },
    ],
    marks: [" recorded an issue"],
    title:
      /^\S{1,4} Test (?<name>".+?"|.+?) recorded an issue(?: with \d+ arguments? .*?)? at (?<file>[^:]+):(?<line>\d+):\d+: /,
    stop: /^\S{1,4} (?:Test|Suite) |^\s*$/,
    frame: /(?!)/,
  },
].map(titledBlock);
