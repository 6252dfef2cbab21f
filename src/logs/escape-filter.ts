const ESC = 0x1b;

/** The state after a byte. Only a byte that leads to `text` is kept. */
const [TEXT, ENDED, ESCAPE, PARAMETER, EIGHT, CONTROL, STRING, CONCEALED] = [0, 1, 2, 3, 4, 5, 6, 7] as const;
const STATES = [TEXT, ENDED, ESCAPE, PARAMETER, EIGHT, CONTROL, STRING, CONCEALED];
const CONTROLS = [PARAMETER, EIGHT, CONTROL];

/** The next state by state and byte; `text` by default. Later rules override earlier ones. */
const next = new Uint8Array(STATES.length << 8);
on([ESCAPE], "@", "_", ENDED);
on([ESCAPE], "[", "[", PARAMETER);
on([ESCAPE], "]", "]", STRING);
on(CONTROLS, " ", "?", CONTROL);
on(CONTROLS, "@", "~", ENDED);
on(CONTROLS, ";", ";", PARAMETER);
on([PARAMETER], "8", "8", EIGHT);
on([EIGHT], "m", "m", CONCEALED);
on([STRING], "\0", "\xff", STRING);
on([STRING], "\x07", "\x07", ENDED);
on([CONCEALED], "\0", "\xff", CONCEALED);
on(STATES, "\x1b", "\x1b", ESCAPE);
on(STATES, "\n", "\n", TEXT);

function on(states: readonly number[], first: string, last: string, to: number): void {
  for (const state of states) next.fill(to, (state << 8) + first.charCodeAt(0), (state << 8) + last.charCodeAt(0) + 1);
}

/**
 * Removes colours, cursor moves and titles from the bytes of a log, and concealed text such as Jenkins' own notes:
 * tools colour half of a verdict as often as all of it. All chunks of one log go through one filter.
 * https://en.wikipedia.org/wiki/ANSI_escape_code
 */
export function openEscapeFilter(): (chunk: Buffer) => Buffer {
  let state: number = TEXT;
  return (chunk) => {
    if (state <= ENDED && !chunk.includes(ESC)) return chunk;
    const kept = Buffer.allocUnsafe(chunk.length);
    let length = 0;
    for (let at = 0; at < chunk.length; at++) {
      if (state <= ENDED) {
        const end = endOfText(chunk, at);
        length += chunk.copy(kept, length, at, end);
        at = end;
      }
      const byte = chunk[at];
      if (byte === undefined) break;
      state = next[(state << 8) | byte] as number;
      if (state === TEXT) kept[length++] = byte;
    }
    return kept.subarray(0, length);
  };
}

function endOfText(chunk: Buffer, begin: number): number {
  const escaped = chunk.indexOf(ESC, begin);
  return escaped < 0 ? chunk.length : escaped;
}
