import type { Cursor } from "../cursor.ts";
import { trimBlank, until } from "../excerpt.ts";
import { type Finding, finding } from "../finding.ts";
import type { Format } from "../format.ts";

/** Boost.Test: `file(12): error: in "suite/case": check … has failed`. */
const BOOST = /^(\S+?)[(:](\d+)\)?: (?:fatal )?error: in "([^"]+)": (.+)$/;
/** CppUTest: `file:12: error: Failure in TEST(group, name)`. */
const CPP_U_TEST = /^(\S+?):(\d+): error: Failure in (?:IGNORE_)?TEST\((\w+), ?(\w+)\)$/;

/** Boost.Test and CppUTest: one line holds the place and the case. */
export const cppAsserts: Format = {
  name: "boost test",
  prints: [],
  reads: [
    {
      tool: "Boost.Test",
      example: `tests/cart.cpp(14): error: in "cart/adds": check cart.size() == 2 has failed [1 != 2]`,
    },
    {
      tool: "CppUTest",
      example: "tests/cart.cpp:14: error: Failure in TEST(cart, adds)\n\texpected <2>\n\tbut was  <1>\n",
    },
  ],
  marks: ['error: in "', "error: Failure in "],
  open: (notes) => ({
    read(at) {
      const [, file, line, name] = BOOST.exec(at.text) ?? cppUTest(at.text) ?? [];
      if (file !== undefined && name !== undefined) notes.addCase(() => caseAt(at, name, file, Number(line)));
    },
  }),
};

function cppUTest(text: string): readonly [string, string, string, string] | null {
  const [all, file, line, group, name] = CPP_U_TEST.exec(text) ?? [];
  return all === undefined ? null : [all, file ?? "", line ?? "", `${group}.${name}`];
}

function caseAt(at: Cursor, name: string, file: string, line: number): Finding {
  const details = trimBlank(until(at.after(12), /^\S|^$/));
  return finding(at, [at, ...details], { rule: "boost test", cause: "case", name, file, line });
}
