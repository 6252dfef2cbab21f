import { maskPersonal } from "../logs/mask-personal.ts";
import { maskSecrets } from "../logs/mask-secrets.ts";
import type { Evidence } from "../model/evidence.ts";
import type { Issue, IssueDraft } from "../model/issue.ts";
import { howToRun } from "./how-to-run.ts";
import { cell, code, fence, link, printable } from "./markdown.ts";
import type { NightlyCase } from "./nightly-case.ts";
import { moment, share, statusBlock } from "./status-block.ts";
import { coveredBy, type Subject } from "./subject.ts";
import type { Surroundings } from "./views/words.ts";

/** GitHub takes 65,536 characters. */
const MOST_CHARACTERS = 60_000;
const TITLE_CHARACTERS = 250;
const EXCERPTS_SHOWN = 3;
const CASES_LISTED = 30;

/** What an issue is written from. */
export interface Story extends Surroundings {
  readonly subject: Subject;
  readonly evidence: Evidence;
  /** A closed issue about the same subject. */
  readonly linked: Issue | null;
  /** The repository that the issue is filed in, `owner/name`; commits link there. */
  readonly repo: string;
}

export function issueDraft(story: Story, labels: readonly string[]): IssueDraft {
  return { title: titleOf(story.subject), body: bodyOf(story), labels };
}

/** For one case, the original's title: it and people search for it. */
function titleOf({ scope, cases: [first, ...others] }: Subject): string {
  const name = printable(first.name).replace(/\s+/g, " ").trim();
  const target = first.sightings[0].failure.target;
  const more = others.length === 0 ? "" : ` and ${others.length} more`;
  const where = scope === "package" && target !== null ? ` in \`${printable(target).slice(0, 80)}\`` : "";
  const room = TITLE_CHARACTERS - "unstable test ``".length - more.length - where.length;
  return `unstable test \`${name.slice(0, room)}\`${more}${where}`;
}

function bodyOf(story: Story): string {
  const { subject } = story;
  const before = [opening(story), factTable(story), casesSection(subject)].filter(Boolean).join("\n\n");
  const status = `### How often\n\n${statusBlock(coveredBy(subject), story.evidence, story)}`;
  const after = [status, runSection(subject), nextSection(subject)].filter(Boolean).join("\n\n");
  const room = MOST_CHARACTERS - before.length - after.length - 200;
  return `${before}\n\n### What failed\n\n${excerpts(subject, room)}\n\n${after}\n`;
}

function opening({ subject, evidence, linked, links }: Story): string {
  const { run, week } = evidence;
  const { cases } = subject;
  const name = cases.length === 1 ? code(cases[0].name) : `${cases.length} cases`;
  const where = link(`${code(run.job)} #${run.id}`, links.run(run));
  const before =
    linked === null
      ? ""
      : `\n\nThere was an issue about this before: #${linked.number}, closed${linked.stateReason === "not_planned" ? " as not planned" : ""}.`;
  const together =
    subject.scope === "message" && cases.length > 1
      ? " They all fail with the same message, so they probably have one cause."
      : "";
  return `${name} failed in the nightly run ${where}, and in ${share(week)} within 7 days.${together}${before}`;
}

function factTable({ subject, evidence, repo, links, zone }: Story): string {
  const { run, commit } = evidence;
  const { failure } = subject.cases[0].sightings[0];
  const place = failure.file === null ? null : `${failure.file}${failure.line === null ? "" : `:${failure.line}`}`;
  const rows: readonly (readonly [string, string | null])[] = [
    ["Package", failure.target && cell(failure.target)],
    ["Place", place && cell(place)],
    ["Job", cell(run.job)],
    ["Run", link(`#${run.id}`, links.run(run)) + (run.time === null ? "" : `, started ${moment(run.time, zone)}`)],
    ["Branch", run.branch && cell(run.branch)],
    ["Commit", commit && link(cell(commit), links.commit(run.repo ?? repo, commit))],
  ];
  const told = rows.filter(([, value]) => value !== null);
  return ["| | |", "|---|---|", ...told.map(([label, value]) => `| ${label} | ${value} |`)].join("\n");
}

/** The cases of a group; nothing for a single case. */
function casesSection({ cases }: Subject): string {
  if (cases.length === 1) return "";
  const listed = cases.slice(0, CASES_LISTED).map(({ name }) => `- ${code(name)}`);
  const left = cases.length - listed.length;
  return ["### Cases", "", ...listed, ...(left > 0 ? [`- and ${left} more`] : [])].join("\n");
}

function excerpts({ cases }: Subject, room: number): string {
  const shown = cases.slice(0, EXCERPTS_SHOWN);
  const each = Math.floor(room / shown.length);
  const parts = shown.map((nightly) => {
    const heading = cases.length === 1 ? "" : `${code(nightly.name)}\n\n`;
    return heading + fence(excerptOf(nightly, each - heading.length - 100));
  });
  return parts.join("\n\n");
}

/** Masked again, since masking rules may have been added since it was stored. */
function excerptOf({ sightings: [{ failure }] }: NightlyCase, room: number): string {
  const text = maskPersonal(maskSecrets(failure.excerpt)).trim();
  if (text === "") return "(the log says nothing about it)";
  // Back-quotes in the text lengthen the fence, at both ends.
  const most = Math.max(200, room - 2 * longestTicks(text));
  return text.length <= most ? text : `${text.slice(0, most)}\n… ${text.length - most} more characters`;
}

function longestTicks(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}

function runSection({ cases }: Subject): string {
  const command = howToRun(cases[0].sightings[0].failure);
  return command === null ? "" : `### Run it\n\n${fence(command, "sh")}`;
}

function nextSection({ scope }: Subject): string {
  const what = scope === "case" ? "this case" : "any of these cases";
  return [
    "### What happens next",
    "",
    `ci_stat keeps the table above up to date while ${what} fails at night, and writes no comments for that. It reopens`,
    "this issue only if a run that began after it was closed fails again, and never when it was closed as not planned.",
    "After 30 days and 200 runs without a failure it offers to close the issue.",
  ].join("\n");
}

/** The comment when a closed issue is reopened. */
export function reopenComment({ subject, evidence, links, zone }: Story): string {
  const { run, month } = evidence;
  const where = link(`${code(run.job)} #${run.id}`, links.run(run));
  const when = run.time === null ? "" : `, which started ${moment(run.time, zone)}, after this issue was closed`;
  return [
    `${code(subject.cases[0].name)} failed again in ${where}${when}; in 30 days it failed in ${share(month)}.`,
    "",
    excerpts(subject, 6_000),
  ].join("\n");
}
