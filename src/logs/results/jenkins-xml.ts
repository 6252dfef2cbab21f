import type { XmlReader } from "./read-xml.ts";
import { type CaseState, durationOf, type TakeCase } from "./result-case.ts";
import { openTextBuffer, type TextBuffer } from "./text-buffer.ts";

/** The fields of a test case that are read. Each is an element. */
type Fields = Map<string, TextBuffer>;

const CASE_FIELDS = new Set(["classname", "testname", "skipped", "errorstacktrace", "errordetails", "duration"]);
const REPEATS = new Set(["flakyfailures", "rerunfailures"]);

/**
 * Jenkins' `junitResult.xml`, the test results of a build as it keeps them in the build's folder:
 * `<result><suites><suite><name/><cases><case><className/><testName/><errorStackTrace/>…`.
 */
export function openJenkinsXml(take: TakeCase): XmlReader {
  const path: string[] = [];
  let suite: TextBuffer[] = [];
  let fields: Fields | undefined;
  let into: TextBuffer | undefined;

  function open(name: string, parent: string | undefined): void {
    if (name === "suite" && parent === "suites") suite = [];
    else if (name === "case" && parent === "cases") fields = new Map();
    else if (fields !== undefined) openField(fields, name, parent);
    // The names of the pipeline's blocks distinguish the branches of a `parallel`.
    else if ((name === "name" && parent === "suite") || (name === "string" && parent === "enclosingblocknames")) {
      into = openTextBuffer();
      suite.push(into);
    }
  }

  function openField(known: Fields, name: string, parent: string | undefined): void {
    if (parent !== undefined && REPEATS.has(parent)) known.set("flaky", openTextBuffer());
    if (parent !== "case" || !CASE_FIELDS.has(name)) return;
    into = openTextBuffer();
    known.set(name, into);
  }

  function closeCase(): void {
    if (fields !== undefined) take(caseOf(fields, suite.map((part) => part.text()).join(" / ")));
    fields = undefined;
  }

  return {
    open(name) {
      into = undefined;
      open(name, path.at(-1));
      path.push(name);
    },
    text: (piece) => into?.add(piece),
    close(name) {
      path.pop();
      into = undefined;
      if (name === "case" && path.at(-1) === "cases") closeCase();
    },
    end: closeCase,
  };
}

function caseOf(fields: Fields, suite: string): Parameters<TakeCase>[0] {
  const textOf = (name: string): string => fields.get(name)?.text() ?? "";
  return {
    suite,
    className: textOf("classname"),
    name: textOf("testname"),
    file: null,
    line: null,
    state: stateOf(fields),
    message: textOf("errordetails"),
    details: textOf("errorstacktrace"),
    durationMs: durationOf(textOf("duration")),
  };
}

function stateOf(fields: Fields): CaseState {
  if (fields.get("skipped")?.text().trim() === "true") return "skipped";
  if (fields.has("errorstacktrace") || fields.has("errordetails")) return "failed";
  return fields.has("flaky") ? "flaky" : "passed";
}
