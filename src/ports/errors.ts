import { say, type Text } from "../model/text.ts";

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

/**
 * What is wrong with a database. `away`: it cannot be reached. `slow`: it did not answer in time, and the statement was
 * stopped. `login`: it does not accept the user and password. `denied`: the user lacks a right. The others are missing.
 */
export type DatabaseFault = "away" | "tls" | "slow" | "login" | "denied" | "no_database" | "no_table" | "no_column";

const faultTexts: { readonly [F in DatabaseFault]: (said: string) => Text } = {
  away: () => say("The CI database cannot be reached.", "无法连接 CI 数据库。"),
  tls: (said) =>
    say(`The encrypted connection to the CI database failed: ${said}`, `与 CI 数据库的加密连接失败：${said}`),
  slow: () =>
    say(
      "The CI database took too long, so the query was stopped. A shorter range takes less.",
      "CI 数据库响应太慢，查询已中止。缩短时间范围会快一些。",
    ),
  login: () =>
    say("The CI database does not accept the configured user and password.", "CI 数据库不接受所配置的用户名和密码。"),
  denied: (said) => say(`The database user lacks a right: ${said}`, `数据库用户缺少权限：${said}`),
  no_database: (said) => say(`The configured database does not exist: ${said}`, `所配置的数据库不存在：${said}`),
  no_table: (said) => say(`A table is missing in the CI database: ${said}`, `CI 数据库缺少数据表：${said}`),
  no_column: (said) => say(`A column is missing in the CI database: ${said}`, `CI 数据库缺少字段：${said}`),
};

/** The database is away, slow, or not as it should be. */
export class DatabaseError extends UnreachableError {
  readonly fault: DatabaseFault;
  /** One sentence for people. */
  readonly told: Text;
  /** @param said what the server said */
  constructor(fault: DatabaseFault, said: string, options: { cause: unknown }) {
    super("the database", options);
    this.name = "DatabaseError";
    this.fault = fault;
    this.told = faultTexts[fault](said);
    if (fault !== "away") this.message = this.told.en_us;
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
