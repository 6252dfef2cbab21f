import type { Abort, AbortReason } from "../../model/abort.ts";
import type { Format } from "../format.ts";

/** A newer build took its place: `disableConcurrentBuilds`, `milestone`, and Gerrit's trigger. */
const SUPERSEDED = /^Superseded by (?:.* )?(#\d+)|^Canceled since (?:build )?(#\d+)|^Aborted by new patch ?set/i;
/** A program that dies says `Aborted by signal 6`. */
const PERSON = /^Aborted by (?!signal\b)(\S.*)$/;
/** The `timeout` step, and the plugin build-timeout. */
const TIMEOUT =
  /^(?:Cancelling nested steps due to timeout|Timeout has been exceeded|Build timed out \(after ([^)]+)\))/;
const AGENT_LOST = [
  /^Agent (\S+) was deleted; cancelling node body/,
  /^(?:ERROR: )?Agent was removed/,
  /^Timeout waiting for agent to come back/,
  /^(?:\S+ )?Container \S+ was terminated \(Exit Code: \d+, Reason: (?!Completed)(\w+)\)/,
  /^Pod just failed(?:: | \().*?Reason: (\w+)/,
] as const;

/** Jenkins says at the end who or what stopped the run, and reports what breaks as a consequence after that. */
const RANKS: { readonly [R in AbortReason]: number } = {
  superseded: 2,
  person: 2,
  timeout: 1,
  agentLost: 1,
  unknown: 0,
};

/**
 * Why Jenkins aborted a run. What stopped the run as a whole counts before what stopped a part of it; otherwise the last
 * line counts, since an earlier time limit or lost agent may have been survived.
 */
export const jenkinsAborts: Format = {
  name: "Jenkins aborts",
  prints: "all",
  marks: [
    "Superseded by ",
    "Canceled since ",
    "Aborted by ",
    "steps due to timeout",
    "Timeout has been",
    "Build timed out (",
    "; cancelling node body",
    "Agent was removed",
    "waiting for agent",
    "was terminated (Exit",
    "Pod just failed",
  ],
  open(notes) {
    let last: Abort | null = null;
    return {
      read({ text }) {
        const abort = readAbort(text);
        if (abort === null || (last !== null && RANKS[abort.reason] < RANKS[last.reason])) return;
        const detail = abort.detail ?? (last?.reason === abort.reason ? last.detail : null);
        last = { reason: abort.reason, detail };
      },
      end() {
        if (last !== null) notes.aborted(last);
      },
    };
  },
};

function readAbort(text: string): Abort | null {
  const superseded = SUPERSEDED.exec(text);
  if (superseded) return { reason: "superseded", detail: superseded[1] ?? superseded[2] ?? null };
  const person = PERSON.exec(text)?.[1];
  if (person !== undefined) return { reason: "person", detail: person.trim() };
  const timeout = TIMEOUT.exec(text);
  if (timeout) return { reason: "timeout", detail: timeout[1] ?? null };
  const lost = AGENT_LOST.map((shape) => shape.exec(text)).find((found) => found !== null);
  return lost ? { reason: "agentLost", detail: lost[1] ?? null } : null;
}
