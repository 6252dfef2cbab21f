import { say, type Text } from "../model/text.ts";
import { DatabaseError, RefusedError, UnreachableError } from "../ports/errors.ts";
import { HealthFault } from "./fault.ts";

/** Why a probe failed: the text of our own errors, or a code. Other messages may contain addresses and secrets. */
export function reason(error: unknown): Text | string {
  if (error instanceof DatabaseError) return error.told;
  if (error instanceof UnreachableError) return say("cannot be reached", "无法连接");
  if (error instanceof RefusedError) return error.message;
  if (error instanceof HealthFault) return error.text;
  const { status, code } = error as { status?: number; code?: string };
  return String(status ?? code ?? "failed");
}

/** Why a probe failed, with the code of the cause where something cannot be reached. */
export function reasonWithCode(error: unknown): Text | string {
  const code = codeOf(error instanceof UnreachableError ? error.cause : error);
  if (!(error instanceof UnreachableError) || code === undefined) return reason(error);
  return say(`cannot be reached: ${code}`, `无法连接：${code}`);
}

/** The code of an error or of its cause, such as `ECONNREFUSED` or `ER_ACCESS_DENIED_ERROR`. */
export function codeOf(error: unknown): string | undefined {
  for (let each = error; each instanceof Error; each = each.cause) {
    const { code } = each as { code?: unknown };
    if (typeof code === "string" && code !== "") return code;
  }
  return undefined;
}
