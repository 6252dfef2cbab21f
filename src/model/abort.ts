/**
 * Why a run was aborted: a newer build replaced it, a person stopped it, it ran into a time limit, or its pod or machine
 * was lost. `unknown`: the log was read and does not say.
 */
export const abortReasons = ["superseded", "person", "timeout", "agentLost", "unknown"] as const;
export type AbortReason = (typeof abortReasons)[number];

/** ABORTED runs by reason. */
export type AbortCounts = { readonly [R in AbortReason]: number };

export interface Abort {
  readonly reason: AbortReason;
  /** The person, the newer build (`#12`), or what happened to the agent (`OOMKilled`); null if unknown. */
  readonly detail: string | null;
}
