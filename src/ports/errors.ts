/**
 * Why a remote said no. `gone`: the target is closed to us for good. `busy`: too much at once. `app`: nothing of ours
 * is let through at the moment. `no`: this very thing is refused.
 */
export type RefusalKind = "gone" | "busy" | "app" | "no";

/** A remote that answered, and said no. */
export class RefusedError extends Error {
  readonly what: string;
  readonly code: number;
  readonly kind: RefusalKind;
  constructor(what: string, code: number, reason: string, kind: RefusalKind = "no") {
    super(`${what} refused: ${code} ${reason}`);
    this.name = "RefusedError";
    this.what = what;
    this.code = code;
    this.kind = kind;
  }
}

/** A remote or a database that could not be reached, or did not answer in time. */
export class UnreachableError extends Error {
  readonly what: string;
  /** False where the request certainly never arrived. */
  readonly maybeDone: boolean;
  constructor(what: string, options: { cause: unknown; maybeDone?: boolean }) {
    super(`${what} cannot be reached`, options);
    this.name = "UnreachableError";
    this.what = what;
    this.maybeDone = options.maybeDone ?? true;
  }
}

/** A remote is away, or said no: that says nothing about what was asked for. */
export function isRemoteFault(error: unknown): error is UnreachableError | RefusedError {
  return error instanceof UnreachableError || error instanceof RefusedError;
}

/** A log that ends in the middle: the archive it is kept in was cut off. */
export class TruncatedError extends Error {
  constructor(options?: { cause: unknown }) {
    super("the log ends before its end", options);
    this.name = "TruncatedError";
  }
}
