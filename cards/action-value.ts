import { lengths } from "./limits.ts";

/** What a button carries: a command line without the leading `/ci`. Always an object: SDKs refuse a bare string. */
export interface ActionValue {
  readonly v: typeof version;
  readonly command: string;
  /** The card may change under the click: nobody but the reader, or a thread, has it before them. */
  readonly inPlace?: true;
  /** What the person chose is put after the command: the option of a select, or the two days of a form. */
  readonly append?: Append;
}

export type Append = "option" | "days";

export type ParsedActionValue =
  | { readonly kind: "command"; readonly command: string; readonly inPlace: boolean }
  /** From a card of another version of this program. */
  | { readonly kind: "outdated" }
  /** A form in which something was left empty. */
  | { readonly kind: "incomplete" }
  | { readonly kind: "unsupported" };

/** What came with a click besides the value: written by the person, so never more than a word or two days is taken. */
export interface Chosen {
  readonly option?: string | null;
  readonly form?: Readonly<Record<string, unknown>>;
}

/** Names of the two fields of a form that asks for days. */
export const dayFields = { from: "from", to: "to" } as const;

const version = 1;

export function toActionValue(command: string, inPlace = false, append?: Append): ActionValue {
  return { v: version, command, ...(inPlace ? { inPlace } : {}), ...(append === undefined ? {} : { append }) };
}

/** Reads what came back from a click; it may be from any card, or from none of ours. */
export function parseActionValue(value: unknown, chosen: Chosen = {}): ParsedActionValue {
  if (typeof value !== "object" || value === null || !("v" in value) || typeof value.v !== "number") {
    return { kind: "unsupported" };
  }
  if (value.v !== version) return { kind: "outdated" };
  if (!("command" in value) || typeof value.command !== "string" || !canCarry(value.command)) {
    return { kind: "unsupported" };
  }
  const inPlace = "inPlace" in value && value.inPlace === true;
  if (!("append" in value)) return { kind: "command", command: value.command, inPlace };
  const words = value.append === "days" ? daysIn(chosen.form) : optionIn(chosen.option);
  if (words === undefined) return { kind: "incomplete" };
  return { kind: "command", command: `${value.command} ${words}`, inPlace };
}

function optionIn(option: string | null | undefined): string | undefined {
  return option && /^[a-z]{1,20}$/.test(option) ? option : undefined;
}

/** Pickers tell `2021-06-20 +0800`: the day is meant as it stands there, on the site's calendar. */
function daysIn(form: Chosen["form"] = {}): string | undefined {
  const [from, to] = [form[dayFields.from], form[dayFields.to]].map((day) =>
    typeof day === "string" ? /^\d{4}-\d{2}-\d{2}/.exec(day)?.[0] : undefined,
  );
  if (from === undefined || to === undefined) return undefined;
  return from <= to ? `${from}..${to}` : `${to}..${from}`;
}

/** A command line too long for a button was not made by us. */
export function canCarry(command: string): boolean {
  return command.trim() !== "" && command.length <= lengths.command;
}
