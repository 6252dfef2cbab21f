import type { Cursor } from "../cursor.ts";
import { trimBlank, until } from "../excerpt.ts";
import { type Finding, finding } from "../finding.ts";
import type { Format } from "../format.ts";
import { JVM_FRAME, userFrame } from "../user-frame.ts";

/** `com.acme.CartTest > when empty > total is zero() FAILED`; Android adds the device, old Gradle the executor. */
const CASE =
  /^(?:Gradle Test Run :\S+ > )?(?:Gradle Test Executor \d+ > )?(\w[\w.$]*(?: > .+?)*?) > (\S.*?)(?:\(\))? (FAILED|PASSED)(?: \(.*\))?$/;
const STOP = /^\S/;

/** Tests that Gradle runs, whatever their framework. */
export const gradleTest: Format = {
  name: "gradle test",
  prints: ["gradle"],
  reads: [
    {
      tool: "Gradle (JUnit, TestNG, Spock, Kotest)",
      example:
        "com.acme.CartTest > total() FAILED\n    java.lang.AssertionError: 1 != 0\n        at com.acme.CartTest.total(CartTest.java:14)",
    },
  ],
  marks: [" FAILED"],
  passMarks: [" PASSED", "BUILD SUCCESSFUL in", "There were failing tests"],
  open(notes) {
    const failed = new Set<string>();
    let firstFailure: number | null = null;
    let isIgnored = false;

    /** A build that succeeds after failed cases ran them again, unless it was told to ignore them. */
    function succeeded(at: Cursor): void {
      if (firstFailure !== null && !isIgnored)
        notes.section({ target: `gradle build ${at.number}`, begin: firstFailure, end: at.number, passed: true });
      firstFailure = null;
      isIgnored = false;
      failed.clear();
    }

    function caseLine(at: Cursor): void {
      const [, type, test, verdict] = CASE.exec(at.text) ?? [];
      if (type === undefined || test === undefined) return;
      const name = `${type}.${test}`;
      if (verdict === "PASSED") {
        if (failed.has(name)) notes.retried(name);
        return;
      }
      failed.add(name);
      firstFailure ??= at.number;
      notes.addCase(() => caseAt(at, name, type));
    }

    return {
      read(at) {
        if (at.text.startsWith("BUILD SUCCESSFUL in")) succeeded(at);
        else if (at.text.includes("There were failing tests")) isIgnored = true;
        else caseLine(at);
      },
    };
  },
};

function caseAt(at: Cursor, name: string, type: string): Finding {
  const details = trimBlank(until(at.after(60), STOP));
  const place = userFrame(details, JVM_FRAME, isFileOf(type));
  return finding(at, details.slice(0, 40), { rule: "gradle test", cause: "case", name, ...place });
}

/** `CartTest.java` of `com.acme.CartTest > when empty`. */
function isFileOf(type: string): (file: string) => boolean {
  const simple = (type.split(" > ")[0] ?? "").replace(/^.*\./, "").replace(/\$.*$/, "");
  return (file) => file.replace(/\.\w+$/, "") === simple;
}
