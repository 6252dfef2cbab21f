import type { Cursor, LogLine } from "../cursor.ts";
import { finding } from "../finding.ts";
import type { Format } from "../format.ts";

const LOOK_BACK_LINES = 600;
const PLACE = /^\s+([\w.-]+\.go):(\d+): /;
const NOISE = /^\s*(?:=== |--- FAIL: |PASS$|FAIL\b)/;

interface TestEvent {
  readonly Action: string;
  readonly Package: string;
  readonly Test: string;
  readonly Output: string;
}

/** `go test -json`: one event a line; the output of a case is in the events before its verdict. */
export const goJson: Format = {
  name: "go test json",
  prints: "all",
  reads: [
    {
      tool: "go test -json",
      example:
        '{"Action":"output","Package":"example.com/shop","Test":"TestTotal","Output":"    cart_test.go:12: got 1\\n"}\n{"Action":"fail","Package":"example.com/shop","Test":"TestTotal","Elapsed":0.01}',
    },
  ],
  marks: ['"Action":"fail"'],
  open: (notes) => ({
    read(at) {
      const verdict = eventIn(at.text);
      if (verdict?.Action !== "fail" || verdict.Test === "") return;
      notes.addCase(() => {
        const output = outputOf(at, verdict);
        const [, file, line] = output.map(({ text }) => PLACE.exec(text)).find((match) => match !== null) ?? [];
        const place = file === undefined ? {} : { file, line: Number(line) };
        const { Test: name, Package: target } = verdict;
        return finding(at, output.slice(0, 40), { rule: "go test json", cause: "case", name, target, ...place });
      });
    },
  }),
};

function outputOf(at: Cursor, { Package, Test }: TestEvent): LogLine[] {
  return at.before(LOOK_BACK_LINES).flatMap(({ text, number }): LogLine[] => {
    const event = eventIn(text);
    const isOwn = event?.Action === "output" && event.Package === Package && event.Test === Test;
    return isOwn && !NOISE.test(event.Output) ? [{ text: event.Output.trimEnd(), number }] : [];
  });
}

/** Null for a line that is no event. */
function eventIn(text: string): TestEvent | null {
  if (!text.startsWith("{") || !text.endsWith("}")) return null;
  try {
    const { Action, Package = "", Test = "", Output = "" } = JSON.parse(text) as Partial<TestEvent>;
    const isEvent = [Action, Package, Test, Output].every((field) => typeof field === "string");
    return isEvent && Action !== undefined ? { Action, Package, Test, Output } : null;
  } catch {
    return null;
  }
}
