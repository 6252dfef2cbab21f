/** Stands for whoever may use the machine. */
export const TERMINAL = "terminal";

/** Who changed something, or was refused to: one entry of a list that is only appended to. */
export interface AuditEntry {
  /** Epoch milliseconds. */
  readonly at: number;
  /** The person's open_id, or `terminal`. */
  readonly who: string;
  /** The chat it was asked in; null in a terminal. */
  readonly chatId: string | null;
  /** The command line in its plain form. Secrets in it are masked. */
  readonly action: string;
  readonly result: AuditResult;
}

/** `refused`: the person may not. `failed`: it was tried, and something went wrong. */
export type AuditResult = "done" | "refused" | "failed";
