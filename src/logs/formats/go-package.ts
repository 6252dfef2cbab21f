import { atLineStart } from "../gate.ts";

/** The line `go test` ends a package's output with. */
export interface PackageResult {
  readonly name: string;
  readonly passed: boolean;
  /** `build failed`, `setup failed`. */
  readonly note: string | null;
}

const RESULT = /^(ok|FAIL)\s+(\S+)(?:\s+(?:\d+\.\d+s|\(cached\)|\[(build failed|setup failed)\])|$)/;
const NOT_A_PACKAGE = /^(?:\[|-)/;

export const packageMarks = [...atLineStart("ok  \t"), ...atLineStart("FAIL\t"), ...atLineStart("FAIL  ")];

export function readPackageResult(text: string): PackageResult | null {
  const [, word, name, note] = RESULT.exec(text) ?? [];
  if (name === undefined || NOT_A_PACKAGE.test(name) || !/^[\w.~-]+(?:\/|$)/.test(name)) return null;
  return { name, passed: word === "ok", note: note ?? null };
}
