/** Complaints of compilers and linters, for the code that plans mistakes and the code that writes logs. */

/** The Go compiler's first message, and a later one for the same reason. */
export const goErrors: readonly [GoError, ...GoError[]] = [
  { name: "undefined: newSpillAction", also: "undefined: spillOptions" },
  { name: "not enough arguments in call to b.buildReader", also: "declared but not used: err" },
  { name: "cannot use plan (type *basePlan) as type Plan in assignment", also: "missing return at end of function" },
  { name: '"context" imported and not used', also: "too many arguments to return" },
];

export interface GoError {
  readonly name: string;
  readonly also: string;
}

/** Messages of golangci-lint, by linter. */
export const lintErrors: readonly [LintError, ...LintError[]] = [
  { linter: "revive", message: "exported: exported function SpillTo should have comment or be unexported" },
  { linter: "errcheck", message: "Error return value of `rows.Close` is not checked" },
  { linter: "ineffassign", message: "ineffectual assignment to err" },
  { linter: "unconvert", message: "unnecessary conversion" },
];

export interface LintError {
  readonly linter: string;
  readonly message: string;
}

export function lintName({ linter }: LintError): string {
  return `golangci-lint: ${linter}`;
}

export interface RustError {
  readonly error: string;
  readonly code: string;
  readonly label: string;
}

export const rustErrors: readonly [RustError, ...RustError[]] = [
  {
    error: "error[E0599]: no method named `spill_context` found for reference `&Store` in the current scope",
    code: "let ctx = self.spill_context(region);",
    label: "method not found in `&Store`",
  },
  {
    error: "error[E0382]: borrow of moved value: `snapshot`",
    code: "let reader = Reader::new(snapshot.clone());",
    label: "value borrowed here after move",
  },
  { error: "error[E0308]: mismatched types", code: "let ts: u64 = self.resolved_ts();", label: "expected `u64`" },
];

export const clippyErrors: readonly [RustError, ...RustError[]] = [
  { error: "error: redundant clone", code: "let snapshot = engine.snapshot().clone();", label: "help: remove this" },
  {
    error: "error: this loop could be written as a `for` loop",
    code: "while let Some(kv) = iter.next() {",
    label: "help: try",
  },
];
