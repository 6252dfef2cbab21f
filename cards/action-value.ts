import type { ClickRequest, Venue } from "../src/ports/chat.ts";
import { lengths } from "./limits.ts";

/** What a button carries: a command line without the leading `/ci`. Always an object: SDKs refuse a bare string. */
export interface ActionValue {
  readonly v: typeof version;
  readonly command: string;
  /** The card itself may change: only one person, or a thread, is looking at it. */
  readonly inPlace?: true;
  readonly inThread?: true;
  /** What the person chooses goes after the command: the option of a select, or the two days of a form. */
  readonly append?: Append;
}

export type Append = "option" | "days";

/** What came with a click besides the value. The person wrote it, so no more than a word or two days is taken. */
interface Chosen {
  readonly option?: string | null;
  readonly form?: Readonly<Record<string, unknown>>;
}

/** Names of the two fields in a form that asks for days. */
export const dayFields = { from: "from", to: "to" } as const;

const version = 1;

export function toActionValue(command: string, venue: Venue = "group", append?: Append): ActionValue {
  return {
    v: version,
    command,
    ...(venue === "group" ? {} : { inPlace: true }),
    ...(venue === "thread" ? { inThread: true } : {}),
    ...(append === undefined ? {} : { append }),
  };
}

/** Reads what came back from a click. It may come from any card, ours or not. */
export function parseActionValue(value: unknown, chosen: Chosen = {}): ClickRequest {
  if (typeof value !== "object" || value === null || !("v" in value) || typeof value.v !== "number") {
    return { kind: "unsupported" };
  }
  if (value.v !== version) return { kind: "outdated" };
  if (!("command" in value) || typeof value.command !== "string" || !canCarry(value.command)) {
    return { kind: "unsupported" };
  }
  const venue = venueIn(value);
  if (!("append" in value)) return { kind: "command", command: value.command, venue };
  const words = value.append === "days" ? daysIn(chosen.form) : optionIn(chosen.option);
  if (words === undefined) return { kind: "incomplete" };
  return { kind: "command", command: `${value.command} ${words}`, venue };
}

/** Cards of earlier releases say `inPlace` alone in threads, too. */
function venueIn(value: object): Venue {
  if (!("inPlace" in value) || value.inPlace !== true) return "group";
  return "inThread" in value && value.inThread === true ? "thread" : "private";
}

function optionIn(option: string | null | undefined): string | undefined {
  return option && /^[a-z]{1,20}$/.test(option) ? option : undefined;
}

/** Pickers send `2021-06-20 +0800`. The day counts as written, on the site's calendar. */
function daysIn(form: Chosen["form"] = {}): string | undefined {
  const [from, to] = [form[dayFields.from], form[dayFields.to]].map((day) =>
    typeof day === "string" ? /^\d{4}-\d{2}-\d{2}/.exec(day)?.[0] : undefined,
  );
  if (from === undefined || to === undefined) return undefined;
  return from <= to ? `${from}..${to}` : `${to}..${from}`;
}

/** Whether a button can carry this command line. A longer one is not ours. */
export function canCarry(command: string): boolean {
  return command.trim() !== "" && command.length <= lengths.command;
}
