/** The line that an address points at. */
export function lineIn(hash: string): number | undefined {
  const digits = /^#L(\d+)$/.exec(hash)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** Highlights a line; false where it is not on the page. */
export function choose(line: number | undefined, { scroll }: { readonly scroll: boolean }): boolean {
  const element = line === undefined ? null : document.getElementById(`L${line}`);
  if (!element) return false;
  for (const before of document.querySelectorAll(".line.chosen")) before.classList.remove("chosen");
  element.classList.add("chosen");
  if (scroll) element.scrollIntoView({ block: "start" });
  return true;
}

/** Opens at the chosen line, also where the address does not name it. */
export function showFirst(): void {
  // Where the reader was on a page that has other lines by now is no help.
  history.scrollRestoration = "manual";
  if (!choose(lineIn(location.hash), { scroll: true }))
    document.querySelector(".line.chosen")?.scrollIntoView({ block: "start" });
}

/** 0 where none is. */
export function chosenLine(): number {
  return Number(document.querySelector(".line.chosen")?.id.slice(1) ?? 0);
}
