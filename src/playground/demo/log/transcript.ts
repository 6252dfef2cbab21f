import { HOUR } from "../../../model/window.ts";
import type { Random } from "../random.ts";

/** Writes a build log with the time stamps of Jenkins' timestamper. */
export interface Transcript {
  readonly random: Random;
  /** Adds lines with a time stamp; an empty line has one too. */
  line(...lines: string[]): void;
  /** Adds text without time stamps. */
  bare(...lines: string[]): void;
  /** Adds a pipeline step, with Jenkins' hidden note before it. */
  step(name: string): void;
  /** Moves the clock to this share of the run's duration. */
  reach(share: number): void;
  /** The current time as the programs under test print it, `2021/03/05 10:12:36.428`, in the agents' zone. */
  wallClock(): string;
  text(): string;
}

/** Time zone of the agents: Shanghai. */
const AGENT_OFFSET_MS = 8 * HOUR;

export function openTranscript(random: Random, beginsAt: number, durationMs: number): Transcript {
  const written: string[] = [];
  const endsAt = beginsAt + durationMs;
  let at = beginsAt;
  const bare = (...lines: string[]) => void written.push(...lines);
  return {
    random,
    bare,
    line: (...lines) => {
      for (const line of lines) {
        at = Math.min(endsAt, at + (random.chance(0.05) ? random.integer(200, 4000) : random.integer(0, 9)));
        written.push(`[${new Date(at).toISOString()}] ${line}`);
      }
    },
    step: (name) => bare(`${note(random)}[Pipeline] ${name}`),
    reach: (share) => {
      at = Math.max(at, Math.round(beginsAt + durationMs * share));
    },
    wallClock: () => new Date(at + AGENT_OFFSET_MS).toISOString().replaceAll("-", "/").replace("T", " ").slice(0, -1),
    text: () => `${written.join("\n")}\n`,
  };
}

/** The hidden note that Jenkins writes before a line to link it to its step. */
function note(random: Random): string {
  const data = Buffer.from(random.hex(96), "hex").toString("base64");
  return `\u001b[8mha:////4${data}\u001b[0m`;
}

const colours = { red: 31, green: 32, yellow: 33, cyan: 36 } as const;

export function coloured(colour: keyof typeof colours, text: string): string {
  return `\u001b[${colours[colour]}m${text}\u001b[0m`;
}
