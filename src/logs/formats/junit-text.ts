import type { Cursor, LogLine } from "../cursor.ts";
import { trimBlank, until } from "../excerpt.ts";
import { type Finding, finding } from "../finding.ts";
import type { Format } from "../format.ts";
import { JVM_FRAME, userFrame } from "../user-frame.ts";

const ANT_CASE = /^Testcase: ([^\s(:]+)(?:\(([\w.$]+)\))?(?: took [\d.]+ sec|:)?\s*(FAILED|Caused an ERROR)?$/;
const ANT_FAILED = /^\s*(?:FAILED|Caused an ERROR)$/;
const ANT_SUITE = /^(?:Running|Testsuite:) ([\w.$]+)$/;
const ANT_VERDICT = /^Test ([\w.$]+) FAILED$/;
const SOURCE = /MethodSource \[className = '([^']+)', methodName = '([^']+)'/;
const TESTNG = /^FAILED(?: CONFIGURATION)?: (?:@\w+ )?([\w.$]+)(\(.*\))?$/;
const EXCEPTION = /^\s*(?:[\w$]+\.)*[\w$]*(?:Exception|Error|Failure|Failed)\b/;
const INSTRUMENT = /^INSTRUMENTATION_STATUS_CODE: -[12]$/;

/** JUnit and TestNG as Ant, the console launcher, TestNG's own reporter and Android's instrumentation print them. */
export const junitText: Format = {
  name: "junit text",
  reads: [
    {
      tool: "Ant (junit task)",
      example: "Testcase: testHello took 0.012 sec\n\tFAILED\nexpected:<Hello> but was:<Hallo>",
    },
    {
      tool: "JUnit console launcher",
      example:
        "  JUnit Jupiter:CartTest:total()\n    MethodSource [className = 'com.acme.CartTest', methodName = 'total', methodParameterTypes = '']\n    => org.opentest4j.AssertionFailedError: expected: <0> but was: <1>",
    },
    { tool: "TestNG", example: "FAILED: total\njava.lang.AssertionError: expected [0] but found [1]" },
    {
      tool: "Android instrumentation",
      example:
        "INSTRUMENTATION_STATUS: class=com.acme.CartTest\nINSTRUMENTATION_STATUS: stack=java.lang.AssertionError: 1\nINSTRUMENTATION_STATUS: test=total\nINSTRUMENTATION_STATUS_CODE: -2",
    },
  ],
  marks: [
    "Testcase: ",
    "MethodSource [",
    "FAILED: ",
    "FAILED CONFIGURATION: ",
    "INSTRUMENTATION_STATUS_CODE: -",
    " FAILED",
  ],
  open(notes) {
    const suites = new Set<string>();
    return {
      read(at) {
        if (ANT_CASE.test(at.text)) notes.addCase(() => antCase(at, suites));
        else if (ANT_VERDICT.test(at.text)) notes.addCase(() => antSuite(at, suites));
        else if (SOURCE.test(at.text)) notes.addCase(() => launcherCase(at));
        else if (TESTNG.test(at.text)) notes.addCase(() => testngCase(at));
        else if (INSTRUMENT.test(at.text)) notes.addCase(() => instrumentedCase(at));
      },
    };
  },
};

function caseAt(at: Cursor, name: string, details: readonly LogLine[], type: string | null): Finding {
  const simple = (type ?? "").replace(/^.*\./, "").replace(/\$.*$/, "");
  const isOwn = (file: string): boolean => simple !== "" && file.replace(/\.\w+$/, "") === simple;
  const place = userFrame(details, JVM_FRAME, isOwn);
  return finding(at, [at, ...details.slice(0, 40)], { rule: "junit text", cause: "case", name, ...place });
}

function antCase(at: Cursor, suites: Set<string>): Finding | null {
  const [, method = "", type, verdict] = ANT_CASE.exec(at.text) ?? [];
  const following = at.after(50);
  if (verdict === undefined && !ANT_FAILED.test(following[0]?.text ?? "")) return null;
  const suite = type ?? antSuiteAbove(at);
  if (suite !== null) suites.add(suite);
  const details = trimBlank(until(following, /^Testcase: |^Test \S+ FAILED$|^(?:Running|Testsuite:) |^-{5}/));
  return caseAt(at, suite === null ? method : `${suite}.${method}`, details, suite);
}

function antSuiteAbove(at: Cursor): string | null {
  const above = at.before(200).findLast(({ text }) => ANT_SUITE.test(text));
  return ANT_SUITE.exec(above?.text ?? "")?.[1] ?? null;
}

/** Without a formatter Ant names only the class. */
function antSuite(at: Cursor, suites: Set<string>): Finding | null {
  const suite = ANT_VERDICT.exec(at.text)?.[1];
  if (suite === undefined || suites.has(suite)) return null;
  return caseAt(at, suite, [], suite);
}

/** The line above names the invocation: `JUnit Jupiter:CartTest:adds(int, int):[2] 1, 3`. */
function launcherCase(at: Cursor): Finding | null {
  const [, type = "", method = ""] = SOURCE.exec(at.text) ?? [];
  const title = at.before(1)[0];
  const invocation = /:(\[\d+\].*)$/.exec(title?.text ?? "")?.[1];
  const details = trimBlank(until(at.after(40), /^ {2}\S|^\s*$/));
  if (!details.some(({ text }) => /^\s*=> /.test(text))) return null;
  const found = caseAt(at, `${type}.${method}${invocation ?? ""}`, details, type);
  return title === undefined ? found : { ...found, excerpt: [title.text, ...found.excerpt] };
}

/** TestNG names the method; the class is in the trace. */
function testngCase(at: Cursor): Finding | null {
  const [, method = "", values = ""] = TESTNG.exec(at.text) ?? [];
  const details = trimBlank(until(at.after(50), /^(?:FAILED|PASSED|SKIPPED)(?: CONFIGURATION)?: |^={20,}|^\s*$/));
  if (!details.some(({ text }) => EXCEPTION.test(text))) return null;
  const frame = details
    .map(({ text }) => /^\s*at (?:[\w.@-]*\/{1,2})?([\w.$]+)\.([\w$]+)\(/.exec(text))
    .find((match) => match?.[2] === method);
  const type = frame?.[1] ?? null;
  return caseAt(at, `${type === null ? "" : `${type}.`}${method}${values}`, details, type);
}

/** `adb shell am instrument -r`: keys and values, then the code. */
function instrumentedCase(at: Cursor): Finding | null {
  const before = at.before(120);
  const begin = before.findLastIndex(({ text }) => text.startsWith("INSTRUMENTATION_STATUS_CODE: "));
  const own = before.slice(begin + 1);
  const valueAt = (key: string): string | undefined =>
    own.map(({ text }) => text.split(`INSTRUMENTATION_STATUS: ${key}=`)[1]).find((value) => value !== undefined);
  const [type, method] = [valueAt("class"), valueAt("test")];
  if (type === undefined || method === undefined) return null;
  const stack = own.findIndex(({ text }) => text.startsWith("INSTRUMENTATION_STATUS: stack="));
  const details = stack < 0 ? own : until(own.slice(stack), /^INSTRUMENTATION_STATUS: (?!stack=)/);
  return caseAt(at, `${type}.${method}`, details, type);
}
