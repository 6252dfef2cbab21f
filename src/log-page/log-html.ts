import type { Failure } from "../model/failure.ts";
import type { RunRef } from "../model/run.ts";
import type { Text } from "../model/text.ts";
import { causeNames } from "../view/wording.ts";
import { closing, type Frame, type Html, html, opening, speak } from "./html.ts";
import { openLineHtml } from "./line-html.ts";
import type { LogPlace } from "./link.ts";
import { type LogWindow, type NumberedShownLine, WINDOW_LINES } from "./window.ts";
import { words } from "./words.ts";

/** What a page says about its log. */
export interface LogFacts extends Frame {
  readonly ref: RunRef;
  readonly failures: readonly Failure[];
  /** Status, size, number of lines and so on, shown below the title. */
  readonly facts: readonly Text[];
  readonly notices: readonly Text[];
  readonly addressOf: (place: LogPlace) => string;
  /** Local time at which the link expires. */
  readonly expires: string;
  /** Number of the last line; null while it is unknown. */
  readonly lastLine: number | null;
  readonly find: string;
}

/** The top of the log page and of the search page. */
function logTop(facts: LogFacts, chosen?: number): Html {
  const { ref, locale, failures, notices } = facts;
  const t = speak(locale);
  return html`${opening({ ...facts, title: `${ref.job} #${ref.id}` })}<a class="skip" href="#log">${t(words.skip)}</a>
<header id="top">
<h1>${ref.job} <span class="id">#${ref.id}</span></h1>
<p class="facts">${facts.facts.map(t).join(" · ")}</p>
${notices.map((notice) => html`<p class="notice">${t(notice)}</p>`)}
${failures.length === 0 ? undefined : failureList(facts)}
</header>
${toolbar(facts, chosen)}
`;
}

function failureList({ failures, locale, addressOf }: LogFacts): Html {
  const t = speak(locale);
  const items = failures.map(({ name, cause, logLine }) => {
    const place = logLine === null ? undefined : html` · ${t(words.line(logLine))}`;
    const label = html`<span class="name">${name}</span> <span class="cause">${t(causeNames[cause])}${place}</span>`;
    if (logLine === null) return html`<li>${label}</li>`;
    return html`<li><a href="${addressOf({ line: logLine })}" data-line="${logLine}">${label}</a></li>`;
  });
  return html`<details class="failures" open><summary>${t(words.failures(failures.length))}</summary><ol>${items}</ol></details>`;
}

function toolbar(facts: LogFacts, chosen: number | undefined): Html {
  const { locale, addressOf, lastLine, find } = facts;
  const t = speak(locale);
  const query = new URL(addressOf({}), "http://x").searchParams;
  const pass = [...query].map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`);
  // Without an action, the line in the address (`#L12`) would stay, and the page would open there again.
  return html`<nav class="bar">
<form class="find" role="search" action="?">${pass}<input type="search" name="find" value="${find}" maxlength="200" placeholder="${t(words.find)}" aria-label="${t(words.find)}" required></form>
<form class="go" action="?">${pass}<input type="number" name="line" min="1" inputmode="numeric" placeholder="${t(words.goTo)}" aria-label="${t(words.goTo)}" required><button>${t(words.go)}</button></form>
${failureSteps(facts, chosen ?? 0)}
<span class="ends"><a href="${addressOf({ from: 1 })}">${t(words.start)}</a> <a href="${addressOf({ from: lastLine === null ? Number.MAX_SAFE_INTEGER : Math.max(1, lastLine - WINDOW_LINES + 1) })}#end">${t(words.end)}</a></span>
</nav>`;
}

/** Links to the previous and next failure, always visible. */
function failureSteps({ failures, locale, addressOf }: LogFacts, chosen: number): Html | undefined {
  const t = speak(locale);
  const lines = failures.flatMap(({ logLine }) => (logLine === null ? [] : [logLine])).sort((a, b) => a - b);
  const before = lines.findLast((line) => line < chosen) ?? lines.at(-1);
  const after = lines.find((line) => line > chosen) ?? lines.at(0);
  if (before === undefined || after === undefined) return undefined;
  const step = (line: number, by: number, sign: string, label: Text) =>
    html`<a href="${addressOf({ line })}" data-step="${by}" data-line="${line}" title="${t(label)}" aria-label="${t(label)}">${sign}</a>`;
  return html`<span class="steps">${step(before, -1, "▲", words.failureBefore)} <a href="#top">${t(words.failures(failures.length))}</a> ${step(after, 1, "▼", words.failureAfter)}</span>`;
}

/** The page of one window of the log. */
export function logPage(facts: LogFacts, { first, lines, more }: LogWindow, chosen: number | undefined): Html {
  const { locale, addressOf, failures } = facts;
  const t = speak(locale);
  const failing = new Set(failures.flatMap(({ logLine }) => (logLine === null ? [] : [logLine])));
  const lineHtml = openLineHtml({ locale, failing, chosen, hrefOf: (line) => addressOf({ line }) });
  const last = lines.at(-1)?.number ?? first;
  const earlier = addressOf({ from: Math.max(1, first - WINDOW_LINES) });
  return html`${logTop(facts, chosen)}<main id="log" class="log">
${first > 1 ? html`<a class="more" rel="prev" href="${earlier}">↑ ${t(words.earlier)}</a>` : undefined}
<div class="lines">${lines.map(lineHtml)}</div>
${more ? html`<a class="more" rel="next" href="${addressOf({ from: last + 1 })}">↓ ${t(words.later)}</a>` : html`<p class="more" id="end">${t(words.endOfLog)}</p>`}
</main>
<footer>${t(words.expires(facts.expires))}</footer>
${closing}`;
}

/** The page of a search in three parts, so that lines are sent as they are found. */
export function searchPage(facts: LogFacts, needle: string) {
  const { locale, addressOf } = facts;
  const t = speak(locale);
  const places = {
    locale,
    failing: new Set<number>(),
    hrefOf: (line: number) => addressOf({ line }),
    needle: needle.toLowerCase(),
  };
  return {
    top: html`${logTop(facts)}<main id="log" class="log found"><p class="more"><a href="${addressOf({})}">← ${t(words.back)}</a></p><h2>${t(words.resultsOf(needle))}</h2><div class="lines">`,
    // Each line is drawn alone, because the colours of the lines between are unknown.
    line: (line: NumberedShownLine) => openLineHtml(places)(line),
    end: (said: Text, onFrom?: number) => {
      const on = onFrom === undefined ? undefined : addressOf({ find: needle, from: onFrom });
      const next = on === undefined ? undefined : html` <a href="${on}">${t(words.foundMore)}</a>`;
      return html`</div><p class="more">${t(said)}${next}</p></main>
${closing}`;
    },
  };
}
