const ESC = "\u001b";
const BEL = "\u0007";
/** Jenkins hides machine-readable notes in the log, between the "conceal" and "reset" escapes. */
const NOTE = new RegExp(`${ESC}\\[8mha:[^${ESC}]*${ESC}\\[0m`, "g");
/** Colours and cursor moves (CSI), links and titles (OSC), and two-character escapes. */
const ESCAPE = new RegExp(`${ESC}(?:\\[[0-?]*[ -/]*[@-~]|\\][^${BEL}${ESC}]*(?:${BEL}|${ESC}\\\\)?|[@-Z\\\\-_])`, "g");

/** Removes colours, cursor moves and Jenkins' hidden notes. */
export function stripAnsi(text: string): string {
  return text.includes(ESC) ? stripNotes(text).replace(ESCAPE, "") : text;
}

/** Removes Jenkins' hidden notes only. */
export function stripNotes(text: string): string {
  return text.replace(NOTE, "");
}
