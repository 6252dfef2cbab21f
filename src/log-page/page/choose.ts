/** The line number in an address (`#L12`). */
export function lineIn(hash: string): number | undefined {
  const digits = /^#L(\d+)$/.exec(hash)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** Highlights a line; false if it is not on the page. */
export function choose(line: number | undefined, { scroll }: { readonly scroll: boolean }): boolean {
  const element = line === undefined ? null : document.getElementById(`L${line}`);
  if (!element) return false;
  for (const before of document.querySelectorAll(".line.chosen")) before.classList.remove("chosen");
  element.classList.add("chosen");
  if (scroll) element.scrollIntoView({ block: "start" });
  return true;
}

/** Scrolls to the chosen line when the page opens, even if the address does not name it. */
export function showFirst(): void {
  // The browser's old scroll position is useless if the page has other lines now.
  history.scrollRestoration = "manual";
  if (!choose(lineIn(location.hash), { scroll: true }))
    document.querySelector(".line.chosen")?.scrollIntoView({ block: "start" });
}

/** Number of the chosen line; 0 if none is. */
export function chosenLine(): number {
  return Number(document.querySelector(".line.chosen")?.id.slice(1) ?? 0);
}
