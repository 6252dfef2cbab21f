import { lengths } from "./limits.ts";

/** What a button carries: a command line without the leading `/ci`. Always an object: SDKs refuse a bare string. */
export interface ActionValue {
  readonly v: typeof version;
  readonly command: string;
  /** The card may change under the click: nobody but the reader, or a thread, has it before them. */
  readonly inPlace?: true;
}

export type ParsedActionValue =
  | { readonly kind: "command"; readonly command: string; readonly inPlace: boolean }
  /** From a card of another version of this program. */
  | { readonly kind: "outdated" }
  | { readonly kind: "unsupported" };

const version = 1;

export function toActionValue(command: string, inPlace = false): ActionValue {
  return { v: version, command, ...(inPlace ? { inPlace } : {}) };
}

/** Reads what came back from a click; it may be from any card, or from none of ours. */
export function parseActionValue(value: unknown): ParsedActionValue {
  if (typeof value !== "object" || value === null || !("v" in value) || typeof value.v !== "number") {
    return { kind: "unsupported" };
  }
  if (value.v !== version) return { kind: "outdated" };
  if (!("command" in value) || typeof value.command !== "string" || !canCarry(value.command)) {
    return { kind: "unsupported" };
  }
  return { kind: "command", command: value.command, inPlace: "inPlace" in value && value.inPlace === true };
}

/** A command line too long for a button was not made by us. */
export function canCarry(command: string): boolean {
  return command.trim() !== "" && command.length <= lengths.command;
}
