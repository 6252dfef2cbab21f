import type { XmlReader } from "./read-xml.ts";
import { type CaseState, durationOf, type TakeCase } from "./result-case.ts";
import { openTextBuffer, type TextBuffer } from "./text-buffer.ts";

type Attributes = Readonly<Record<string, string>>;

/** What has been read so far of a test case, or of a suite that failed as a whole. */
interface Draft {
  readonly attributes: Attributes;
  failed: boolean;
  skipped: boolean;
  flaky: boolean;
  message: string;
  readonly details: TextBuffer;
  readonly output: TextBuffer;
}

const FAILED = /^(?:failure|error)$/;
const FLAKY = /^(?:flaky|rerun)(?:failure|error)$/;
const OUTPUT = /^system-(?:out|err)$/;

/**
 * JUnit XML as Ant, Maven, Gradle, pytest, jest, gotestsum, nextest, PHPUnit, bazel and others write it:
 * `<testsuite><testcase><failure message="…">stack</failure></testcase></testsuite>`, with suites nested to any depth.
 */
export function openJunitXml(take: TakeCase): XmlReader {
  const suites: { readonly attributes: Attributes; readonly draft: Draft }[] = [];
  let current: Draft | undefined;
  let into: TextBuffer | undefined;

  function openCase(attributes: Attributes): void {
    // A test case that is never closed must not swallow the next ones.
    closeCase();
    current = openDraft(attributes);
  }

  function closeCase(): void {
    if (current !== undefined) take(caseOf(current, suites.at(-1)?.attributes ?? {}));
    current = undefined;
    into = undefined;
  }

  function closeSuite(): void {
    closeCase();
    const suite = suites.pop();
    // A class that could not be set up: the suite itself has the error.
    if (suite?.draft.failed) take(caseOf({ ...suite.draft, attributes: {} }, suite.attributes));
  }

  return {
    open(name, attributes) {
      if (name === "testsuite" || name === "testsuites") suites.push({ attributes, draft: openDraft(attributes) });
      else if (name === "testcase") openCase(attributes);
      else into = note(current ?? suites.at(-1)?.draft, name, attributes) ?? into;
    },
    text: (piece) => into?.add(piece),
    close(name) {
      if (name === "testsuite" || name === "testsuites") closeSuite();
      else if (name === "testcase") closeCase();
      else if (FAILED.test(name) || OUTPUT.test(name)) into = undefined;
    },
    end() {
      while (suites.length > 0) closeSuite();
    },
  };
}

function openDraft(attributes: Attributes): Draft {
  const [details, output] = [openTextBuffer(), openTextBuffer()];
  return { attributes, failed: false, skipped: false, flaky: false, message: "", details, output };
}

/** Records what an element says about a test case. Returns where its text goes. */
function note(draft: Draft | undefined, name: string, attributes: Attributes): TextBuffer | undefined {
  if (draft === undefined) return undefined;
  if (FAILED.test(name)) {
    draft.failed = true;
    draft.message ||= attributes.message ?? attributes.type ?? "";
    return draft.details;
  }
  if (name === "skipped") draft.skipped = true;
  if (FLAKY.test(name)) draft.flaky = true;
  return OUTPUT.test(name) ? draft.output : undefined;
}

function caseOf(draft: Draft, suite: Attributes): Parameters<TakeCase>[0] {
  const { attributes, message } = draft;
  const { name = "", file, line } = attributes;
  const state = stateOf(draft);
  const details = state === "failed" ? draft.details.text() : "";
  return {
    suite: [suite.package, suite.name, suite.hostname].filter(Boolean).join(" "),
    // PHPUnit writes the class in two attributes; `class` has the language's own notation.
    className: attributes.class ?? attributes.classname ?? (name === "" ? (suite.name ?? "") : ""),
    name,
    file: file ?? suite.file ?? null,
    line: line !== undefined && /^\d+$/.test(line) ? Number(line) : null,
    state,
    message,
    details: state === "failed" && details.trim() === "" ? draft.output.text() : details,
    durationMs: durationOf(attributes.time ?? attributes.duration),
  };
}

/** Jenkins' own order: a skipped test case has not failed, whatever else the file says about it. */
function stateOf({ skipped, failed, flaky }: Draft): CaseState {
  if (skipped) return "skipped";
  if (failed) return "failed";
  return flaky ? "flaky" : "passed";
}
