import type { Format } from "../format.ts";
import { PATH_AND_LINE } from "../user-frame.ts";
import { titledBlock } from "./titled-block.ts";

/** Test frameworks of Elixir, Clojure, Erlang, OCaml, Haskell, Julia and R that print a title and a block of details. */
export const functionalTests: readonly Format[] = [
  {
    name: "exunit",
    reads: [
      {
        tool: "ExUnit",
        example:
          "  1) test lists all items (ShopWeb.CartTest)\n     test/cart_test.exs:9\n     Assertion with == failed\n     stacktrace:",
      },
    ],
    marks: ["cktrace:", "Finished in "],
    isMarkedBelow: true,
    title:
      /^\s+\d+\) (?<name>(?:test|doctest|property|feature) .+ \([A-Z][\w.]*\)|[A-Z][\w.]*: failure on setup_all callback.*)$/,
    stop: /^\S|^\s+\d+\) /,
    frame: /(?<file>[\w./-]+\.exs?):(?<line>\d+): /,
  },
  {
    name: "clojure test",
    reads: [{ tool: "clojure.test", example: "FAIL in (test-total) (cart_test.clj:12)\nexpected: (= 0 (total []))" }],
    marks: ["FAIL in (", "ERROR in ("],
    title: /^(?:FAIL|ERROR) in \(?(?<name>[^()]+)\)? \((?<file>[^():]+):(?<line>\d+)\)$/,
    stop: /^\s*$|^(?:FAIL|ERROR) in |^Ran \d+ tests/,
    frame: /(?!)/,
  },
  {
    name: "eunit",
    reads: [
      {
        tool: "EUnit",
        example:
          "cart_tests: total_test...*failed*\nin function cart_tests:total_test/0 (test/cart_tests.erl, line 12)",
      },
    ],
    marks: ["...*failed*"],
    title: /^\s*(?:(?<suite>\w+):(?:\d+:)? )?(?<name>\w+(?::\w+)?)(?: \(.*\))?\.\.\.(?:\[.*\] )?\*failed\*$/,
    join: ":",
    stop: /^\s*$/,
    frame: /\((?<file>[\w./-]+\.erl), line (?<line>\d+)\)/,
  },
  {
    name: "common test",
    reads: [
      { tool: "Common Test", example: "%%% cart_SUITE ==> total_is_zero: FAILED\n%%% cart_SUITE ==> {badmatch,1}" },
    ],
    marks: [": FAILED"],
    title: /^%%% (?<suite>\w+) ==> (?:\w+\.)?(?<name>\w+)(?: \(.*\))?: FAILED$/,
    join: ":",
    stop: /^%%% \w+ ==> \S+: |^(?!%%% )\S.*/,
    frame: /\{line,\s*(?<line>\d+)\}.*?(?<file>\w+\.erl)|(?!)/,
  },
  {
    name: "alcotest",
    reads: [{ tool: "Alcotest (OCaml)", example: "│ [FAIL]        totals          0   empty cart. │\n│ ASSERT total" }],
    marks: ["[FAIL]  "],
    title: /^[│>]\s*\[FAIL\]\s+(?<suite>\S.*?)\s+\d+\s+(?<name>\S.*?)\.?\s*│?$/,
    join: " › ",
    stop: /^\s*─{20,}|^┌|^Logs saved/,
    needs: /ASSERT|FAIL|Expected|Error|exception|Logs saved/,
    frame: /[Ff]ile "(?<file>[^"]+)", lines? (?<line>\d+)/,
  },
  {
    name: "tasty",
    reads: [
      {
        tool: "Tasty (Haskell)",
        example:
          "    is zero when empty: FAIL\n      test/CartTest.hs:12:\n      Use -p '/is zero when empty/' to rerun this test only.",
      },
    ],
    marks: ["to rerun this test only"],
    title: /^\s+Use -p '(?:\/(?<name>.+)\/|.+)' to rerun this test only\.$/,
    stop: /^\s+\S.*?: +(?:OK|FAIL)\b/,
    isAbove: true,
    frame: PATH_AND_LINE,
  },
  {
    name: "julia test",
    reads: [
      { tool: "Julia Test", example: "cart totals: Test Failed at /ws/test/runtests.jl:12\n  Expression: total == 0" },
    ],
    marks: [": Test Failed at ", ": Error During Test at "],
    title: /^(?<name>\S.*?): (?:Test Failed|Error During Test) at (?<file>\S.*?):(?<line>\d+)$/,
    stop: /^\s*$|^Stacktrace:|^\S.*?: (?:Test Failed|Error During Test) at /,
    frame: /(?!)/,
  },
  {
    name: "testthat",
    reads: [
      {
        tool: "testthat (R)",
        example: "── Failure ('test-cart.R:3:3'): totals an empty cart ──────\n`total` not equal to 0.",
      },
    ],
    marks: ["── Failure (", "── Error (", "Failure ('", "Error ('test"],
    title:
      /^\s*(?:(?:──|--) )?(?:\d+\. )?(?:Failure|Error) \('?(?<file>[^:'()]+)(?::(?<line>\d+)(?::\d+)?)?'?\): (?<name>\S.*?) *[─-]*$/,
    stop: /^\s*(?:──|--|══|==) |^\[ FAIL \d+/,
    frame: /(?!)/,
  },
  {
    name: "hunit",
    reads: [
      { tool: "HUnit (Haskell)", example: "### Failure in: 0:totals\ntest/Cart.hs:12\nexpected: 0\n but got: 1" },
    ],
    marks: ["### Failure in: ", "### Error in: "],
    title: /^### (?:Failure|Error) in: (?<name>\S.*)$/,
    stop: /^### |^Cases: /,
    frame: PATH_AND_LINE,
  },
  {
    name: "zig test",
    reads: [
      {
        tool: "Zig (tests)",
        example: "error: 'cart.test.totals' failed: expected 0, found 1\n/ws/src/cart.zig:12:5: 0x1036 in test.totals",
      },
    ],
    marks: ["' failed: ", "...FAIL (", "... FAIL ("],
    title: /^(?:error: '(?<name>\S*\btest\b.*?)' failed: .*|\d+\/\d+ .*\.\.\. ?FAIL \(.*\))$/,
    stop: /^error: '|^\d+\/\d+ |^\d+ passed; /,
    frame: PATH_AND_LINE,
  },
  {
    name: "nim unittest",
    reads: [
      {
        tool: "Nim (unittest)",
        example: "    tests/tcart.nim(12, 11): Check failed: total == 0\n  [FAILED] totals an empty cart",
      },
    ],
    marks: ["  [FAILED] "],
    title: /^\s+\[FAILED\] (?<name>\S.*)$/,
    stop: /^\s+\[(?:OK|FAILED|SKIPPED)\] |^\[Suite\] /,
    isAbove: true,
    needs: /\.nim\(\d+, \d+\): Check failed: |Unhandled exception: /,
    frame: /(?<file>\S+\.nim)\((?<line>\d+), \d+\)/,
  },
].map(titledBlock);
