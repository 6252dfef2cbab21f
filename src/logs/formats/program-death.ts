import type { Cursor } from "../cursor.ts";
import { trimBlank } from "../excerpt.ts";
import { finding } from "../finding.ts";
import type { Format } from "../format.ts";
import { isEcho } from "./run-end.ts";
import { runningTest } from "./running-tests.ts";

/** How a program, the C library or the shell says that a program died. */
const DEATH =
  /\bSegmentation fault\b|\bAborted\b.*\(core dumped\)|\bBus error\b|\bIllegal instruction\b|\bFloating point exception\b|^terminate called |^pure virtual method called|^libc\+\+abi: |: Assertion [`'].*' failed\.?$|^Assertion failed: |\*\*\* (?:stack smashing|SIG[A-Z]+)|^free\(\): |^malloc\(\): |^double free or corruption/;
const LOOK_BACK_LINES = 400;
const ABOVE = 15;
const BELOW = 8;

/** A program that died in the middle of a test: the test that was running is the case. */
export const programDeath: Format = {
  name: "program death",
  prints: ["googleTest", "rust"],
  reads: [
    {
      tool: "a test program that dies (GoogleTest, CTest, libtest, go test -v)",
      example: `[ RUN      ] CartTest.Adds
cart_test: src/cart.cpp:12: int add(int): Assertion \`n > 0' failed.
./run.sh: line 3:    71 Aborted                 (core dumped) ./cart_test`,
    },
  ],
  marks: [
    "Segmentation fault",
    "(core dumped)",
    "Bus error",
    "Illegal instruction",
    "Floating point exception",
    "terminate called ",
    "pure virtual method called",
    "libc++abi: ",
    ": Assertion ",
    "Assertion failed: ",
    "*** stack smashing",
    "*** SIG",
    "free(): ",
    "malloc(): ",
    "double free or corruption",
  ],
  open(notes) {
    const named = new Set<string>();
    return {
      read(at: Cursor) {
        if (!DEATH.test(at.text) || isEcho(at.text)) return;
        const running = runningTest(at.before(LOOK_BACK_LINES));
        if (running === undefined || named.has(running.name)) return;
        const { name, number: begin } = running;
        named.add(name);
        const own = at.before(ABOVE).filter(({ number }) => number >= begin);
        const excerpt = trimBlank([...own, at, ...at.after(BELOW)]);
        notes.addCase(() => finding(at, excerpt, { rule: "program death", cause: "case", name, mayPass: true }));
      },
    };
  },
};
