import { type Params, SingleBar } from "cli-progress";
import { SECOND } from "../model/window.ts";
import { byteSize, count, duration } from "../view/wording.ts";

/** Shows progress to a waiting person; silent if stderr is not a terminal. */
export interface Progress {
  /** Sets the total amount of work; can be called repeatedly, or never. */
  expect(total: number): void;
  done(amount: number): void;
  /** Names the current step. */
  step(name: string): void;
  stop(): void;
}

const SHOWN_AFTER_MS = SECOND;
const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const FRAME_MS = 100;
const BAR_CELLS = 24;
const signals = ["SIGINT", "SIGTERM"] as const;
const silent: Progress = { expect: () => {}, done: () => {}, step: () => {}, stop: () => {} };

/**
 * Shown on stderr after one second: a bar with rate and remaining time if the total is known, otherwise a spinner with
 * the time so far. `unit` names what is counted: "logs", "bytes".
 */
export function createProgress(err: NodeJS.WriteStream, unit = ""): Progress {
  if (!err.isTTY) return silent;
  const began = performance.now();
  const passedMs = () => Math.max(1, performance.now() - began);
  let [total, value, step] = [0, 0, ""];
  const format = (_: unknown, params: Params) => lineOf(params, { passedMs: passedMs(), unit, step });
  const bar = new SingleBar({ stream: err, format, clearOnComplete: true, hideCursor: true });
  const show = () => {
    if (!bar.isActive) bar.start(total, value);
  };
  const timer = setTimeout(show, SHOWN_AFTER_MS).unref();

  function stop(): void {
    clearTimeout(timer);
    for (const signal of signals) process.removeListener(signal, interrupted);
    if (bar.isActive) bar.stop();
  }
  /** Restores the cursor, then passes the signal on, unless somebody else has it. */
  function interrupted(signal: NodeJS.Signals): void {
    stop();
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  }
  for (const signal of signals) process.once(signal, interrupted);

  return {
    expect(amount) {
      total = amount;
      if (bar.isActive) bar.setTotal(total);
    },
    done(amount) {
      value += amount;
      // Work that never pauses keeps timers from firing.
      if (passedMs() >= SHOWN_AFTER_MS) show();
      if (bar.isActive) bar.update(value);
    },
    step(name) {
      step = name;
      show();
    },
    stop,
  };
}

/** Shows a spinner while work is done. */
export async function whileWaiting<Answer>(
  err: NodeJS.WriteStream,
  work: (progress: Progress) => Promise<Answer>,
): Promise<Answer> {
  const progress = createProgress(err);
  try {
    return await work(progress);
  } finally {
    progress.stop();
  }
}

/** Shows a spinner while waiting for each piece; pieces are written on a clean line. */
export async function* whileComing<Piece>(
  err: NodeJS.WriteStream,
  pieces: AsyncGenerator<Piece, void>,
): AsyncGenerator<Piece, void> {
  try {
    for (;;) {
      const { done, value } = await whileWaiting(err, () => pieces.next());
      if (done) return;
      yield value;
    }
  } finally {
    await pieces.return();
  }
}

/** `passedMs` counts from the start: the bar's own estimate jumps when work comes in bursts. */
interface SoFar {
  readonly passedMs: number;
  readonly unit: string;
  readonly step: string;
}

function lineOf({ progress, value, total }: Params, { passedMs, unit, step }: SoFar): string {
  const amount = (number: number) => (unit === "bytes" ? byteSize(number) : count(Math.round(number)));
  const things = unit === "bytes" ? "" : ` ${unit}`;
  const rate = `${amount((value * SECOND) / passedMs)}/s`;
  if (value > 0 && value < total) {
    const full = Math.round(progress * BAR_CELLS);
    const bar = "█".repeat(full) + "░".repeat(BAR_CELLS - full);
    const left = `${duration(((total - value) * passedMs) / value)} left`;
    return `${bar} ${Math.floor(progress * 100)}%  ${amount(value)}/${amount(total)}${things}  ${rate}  ${left}`;
  }
  const mark = `${FRAMES[Math.floor(passedMs / FRAME_MS) % FRAMES.length]} ${duration(passedMs)}`;
  const counted = value > 0 && total === 0 ? [`${amount(value)}${things}`, rate] : [];
  return [mark, ...(step === "" ? [] : [step]), ...counted].join("  ");
}
