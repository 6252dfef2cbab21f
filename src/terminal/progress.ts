import { Presets, SingleBar } from "cli-progress";
import { SECOND } from "../model/window.ts";
import { duration } from "../views/wording.ts";

/** Tells a person who waits how far it is; says nothing where nobody looks. */
export interface Progress {
  /** How much there is to do in all; may be told more than once. */
  expect(total: number): void;
  done(amount: number): void;
  stop(): void;
}

const SHOWN_AFTER_MS = SECOND;
const silent: Progress = { expect: () => {}, done: () => {}, stop: () => {} };

/** A bar with rate and remaining time on stderr, from the second second on. `unit` is what is counted: "logs". */
export function createProgress(err: NodeJS.WriteStream, unit: string): Progress {
  if (!err.isTTY) return silent;
  const began = performance.now();
  const bar = new SingleBar(
    {
      stream: err,
      format: `{bar} {percentage}%  {value}/{total} ${unit}  {rate}/s  {left} left`,
      clearOnComplete: true,
      hideCursor: true,
      barsize: 24,
    },
    Presets.shades_classic,
  );
  let total = 0;
  let value = 0;

  function show(): void {
    const passedMs = performance.now() - began;
    if (!bar.isActive && (passedMs < SHOWN_AFTER_MS || total === 0)) return;
    // Over the whole way: what comes in bursts would make the bar's own guess jump.
    const rate = Math.round((value * SECOND) / passedMs);
    const left = duration((Math.max(0, total - value) * passedMs) / Math.max(1, value));
    if (bar.isActive) bar.update(value, { rate, left });
    else bar.start(total, value, { rate, left });
  }

  return {
    expect(amount) {
      total = amount;
      if (bar.isActive) bar.setTotal(total);
    },
    done(amount) {
      value += amount;
      show();
    },
    stop() {
      if (bar.isActive) bar.stop();
    },
  };
}
