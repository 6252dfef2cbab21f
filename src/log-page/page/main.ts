import { choose, chosenLine, lineIn, showFirst } from "./choose.ts";
import { loadMore } from "./load-more.ts";

// The page works without any of this; it saves reloads.

const log = document.getElementById("log");
if (log) {
  showFirst();
  loadMore(log);
}

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href]") : null;
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  if (link.dataset.step !== undefined) {
    event.preventDefault();
    return stepFailure(Number(link.dataset.step));
  }
  const isNumber = link.classList.contains("number") && !link.closest(".found");
  if (!isNumber && link.dataset.line === undefined) return;
  if (choose(lineIn(link.hash), { scroll: !isNumber })) {
    event.preventDefault();
    history.pushState(null, "", link.href);
  }
});

document.querySelector<HTMLFormElement>("form.go")?.addEventListener("submit", (event) => {
  const form = event.currentTarget as HTMLFormElement;
  const line = new FormData(form).get("line");
  if (typeof line !== "string" || !choose(Number(line), { scroll: true })) return;
  event.preventDefault();
  const address = new URL(location.href);
  address.searchParams.set("line", line);
  address.hash = `L${line}`;
  history.pushState(null, "", address);
});

/** The address can change by typing or by going back. */
function follow(): void {
  const line = lineIn(location.hash);
  if (line === undefined || choose(line, { scroll: true })) return;
  const address = new URL(location.href);
  address.searchParams.set("line", String(line));
  address.searchParams.delete("from");
  if (address.href !== location.href) location.replace(address);
}
addEventListener("hashchange", follow);
addEventListener("popstate", follow);

document.addEventListener("keydown", (event) => {
  if (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/") {
    event.preventDefault();
    document.querySelector<HTMLInputElement>("input[type=search]")?.focus({ preventScroll: true });
  }
  if (event.key === "n") stepFailure(1);
  if (event.key === "p") stepFailure(-1);
});

/** Jumps to the next or previous failure; wraps around at the ends. */
function stepFailure(by: number): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>(".failures a[data-line]")].sort(
    (one, other) => lineOf(one) - lineOf(other),
  );
  const chosen = chosenLine();
  const next =
    by > 0
      ? (links.find((link) => lineOf(link) > chosen) ?? links.at(0))
      : (links.findLast((link) => lineOf(link) < chosen) ?? links.at(-1));
  next?.click();
}

function lineOf(link: HTMLAnchorElement): number {
  return Number(link.dataset.line);
}
