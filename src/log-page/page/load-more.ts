/** Windows that are loaded into one page; after that, the links open a new page, which limits memory. */
const MOST_WINDOWS = 12;

/** Replaces the links to earlier and later lines with those lines when they come near the viewport. */
export function loadMore(log: HTMLElement): void {
  if (log.classList.contains("found")) return;
  const near = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) void load(target as HTMLAnchorElement);
    },
    { rootMargin: "800px" },
  );
  const watch = () => {
    if (log.querySelectorAll(".lines").length >= MOST_WINDOWS) return near.disconnect();
    for (const link of log.querySelectorAll("a.more")) near.observe(link);
  };

  async function load(link: HTMLAnchorElement): Promise<void> {
    near.unobserve(link);
    const page = await fetchPage(link.href).catch(() => undefined);
    // If loading fails, the link stays and can be clicked.
    if (!page) return;
    if (link.rel === "prev") putBefore(link, page);
    else putAfter(link, page);
    watch();
  }
  watch();
}

function putBefore(link: HTMLAnchorElement, page: HTMLElement): void {
  const first = link.parentElement?.querySelector(".line");
  const top = first?.getBoundingClientRect().top ?? 0;
  const lines = page.querySelector(".lines");
  for (const line of lines?.querySelectorAll(".line") ?? []) if (document.getElementById(line.id)) line.remove();
  if (lines) link.after(lines);
  replace(link, page.querySelector("a.more[rel=prev]"));
  // A browser with scroll anchoring has already kept the position.
  scrollBy(0, (first?.getBoundingClientRect().top ?? 0) - top);
}

function putAfter(link: HTMLAnchorElement, page: HTMLElement): void {
  const lines = page.querySelector(".lines");
  if (lines) link.before(lines);
  replace(link, page.querySelector(".more:not([rel=prev])"));
}

async function fetchPage(href: string): Promise<HTMLElement | undefined> {
  const response = await fetch(href);
  if (!response.ok) return undefined;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return page.getElementById("log") ?? undefined;
}

function replace(link: Element, by: Element | null): void {
  if (by) link.replaceWith(by);
  else link.remove();
}
