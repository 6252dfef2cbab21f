import pTimeout from "p-timeout";
import { reasonWithCode } from "../health/reason.ts";
import { say, type Text } from "../model/text.ts";
import { SECOND } from "../model/window.ts";

/** The result of a trial. `warn`: works, but not as well as it should; `off`: not tried. */
export interface TrialVerdict {
  readonly state: "good" | "warn" | "bad" | "off";
  /** What the trial found. */
  readonly result: Text | string;
  /** How to fix it, one step per line. */
  readonly mend?: readonly (Text | string)[];
}

/** One configured thing that the doctor tries. */
export interface Trial {
  /** Fixed name, for machines. */
  readonly name: string;
  readonly title: Text;
  /** What is tried: an address or a path, without secrets. */
  readonly tried?: Text | string;
  /** The configuration keys that it needs. */
  readonly keys?: string;
  /** Undefined if it is not configured. */
  readonly run: (() => Promise<TrialVerdict>) | undefined;
}

export type Tried = Omit<Trial, "run"> & TrialVerdict;

const WITHIN_MS = 10 * SECOND;

/** Runs one trial. Never throws: a trial that fails or takes too long is `bad` and says why. */
export async function runTrial({ run, ...trial }: Trial, withinMs = WITHIN_MS): Promise<Tried> {
  if (!run) return { ...trial, ...notConfigured(trial.keys) };
  try {
    return { ...trial, ...(await pTimeout(run(), { milliseconds: withinMs, message: new LateError() })) };
  } catch (error) {
    if (error instanceof LateError) return { ...trial, ...late(withinMs) };
    return { ...trial, state: "bad", result: reasonWithCode(error) };
  }
}

class LateError extends Error {}

function late(withinMs: number): TrialVerdict {
  const seconds = Math.ceil(withinMs / SECOND);
  return { state: "bad", result: say(`no answer within ${seconds} s`, `${seconds} 秒内没有应答`) };
}

function notConfigured(keys: string | undefined): TrialVerdict {
  const named = keys === undefined ? "" : ` (${keys})`;
  return { state: "off", result: say(`not configured${named}`, `未配置${named}`) };
}

/** For a trial that depends on a failed one, so that a fault is reported once. */
export function notTried(english: string, chinese: string): TrialVerdict {
  return { state: "off", result: say(`not tried: ${english}`, `未检查：${chinese}`) };
}
