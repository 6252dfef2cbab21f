import picocolors from "picocolors";

export type Colors = ReturnType<typeof picocolors.createColors>;

interface Stream {
  readonly isTTY?: boolean | undefined;
}

/** `--color` and `--no-color` decide, then NO_COLOR (https://no-color.org), FORCE_COLOR, and whether this is a terminal. */
export function colorsFor(
  wanted: boolean | undefined,
  { NO_COLOR, FORCE_COLOR, TERM }: NodeJS.ProcessEnv,
  { isTTY }: Stream,
): Colors {
  const fallback = () => {
    if (NO_COLOR) return false;
    return FORCE_COLOR === undefined ? isTTY === true && TERM !== "dumb" : !["0", "false"].includes(FORCE_COLOR);
  };
  return picocolors.createColors(wanted ?? fallback());
}
