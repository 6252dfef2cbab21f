import type { Failure } from "../model/failure.ts";
import { closing, type Frame, type Html, html, opening, speak } from "./html.ts";
import type { troubles } from "./words.ts";

export type Trouble = (typeof troubles)[keyof typeof troubles];

export interface TroubleDetails {
  /** What to type in the chat. */
  readonly command?: string;
  readonly reason?: string;
  /** Failures found in the log before it was deleted. */
  readonly failures?: readonly Failure[];
}

/** A small page that says why the log cannot be shown, and what to do. */
export function troublePage(frame: Frame, { title, text }: Trouble, details: TroubleDetails = {}): Html {
  const t = speak(frame.locale);
  const { command, reason, failures = [] } = details;
  return html`${opening({ ...frame, title: t(title) })}<main class="trouble">
<h1>${t(title)}</h1>
<p>${t(text)}</p>
${command === undefined ? undefined : html`<p><code>${command}</code></p>`}
${reason === undefined ? undefined : html`<p><code>${reason}</code></p>`}
${failures.map(({ name, excerpt }) => html`<h2>${name}</h2>${excerpt === "" ? undefined : html`<pre>${excerpt}</pre>`}`)}
</main>
${closing}`;
}
