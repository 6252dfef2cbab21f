import type { Evidence, Frequency } from "../model/evidence.ts";
import type { Occurrence } from "../model/failure.ts";
import type { Links } from "../ports/links.ts";
import { inZone } from "../time/zone.ts";
import { cell, code, link } from "./markdown.ts";
import { caseKey, marker } from "./subject.ts";
import type { Surroundings } from "./views/words.ts";

/** The part of an issue's body that is kept up to date: editing it sends nobody a mail, a comment would. */

const BEGIN = "<!-- ci_stat status: kept up to date by ci_stat, edits in here are lost -->";
const END = "<!-- ci_stat status ends -->";

/** What an issue is found by. */
export interface Covered {
  readonly key: string;
  readonly names: readonly string[];
}

export function statusBlock(covered: Covered, evidence: Evidence, { links, zone }: Surroundings): string {
  const { day, week, month, firstSeen, lastSeen, lastRuns, otherBranches, asOf } = evidence;
  const branches = otherBranches.map(({ name, runs }) => `${cell(name)} (${runs})`).join(", ");
  return [
    BEGIN,
    ...markersOf(covered),
    "",
    `| Failed in ${evidence.jobs.map(cell).join(", ")} | |`,
    "|---|---|",
    `| last 24 hours | ${share(day)} |`,
    `| last 7 days | ${share(week)} |`,
    `| last 30 days | ${share(month)} |`,
    `| first seen | ${moment(firstSeen, zone)} |`,
    `| last seen | ${moment(lastSeen, zone)} |`,
    `| other branches, 30 days | ${branches === "" ? "none" : branches} |`,
    "",
    "Last runs it failed in:",
    ...lastRuns.map((run) => runLine(run, links, zone)),
    "",
    `<sub>As of ${moment(asOf, zone)}, ${zone}.</sub>`,
    END,
  ].join("\n");
}

/**
 * The body with its status block replaced. A body without one gets it at its end if `append` is set; otherwise somebody
 * has removed the block, and the body stays as it is.
 */
export function withStatus(body: string, block: string, append: boolean): string {
  const begin = body.indexOf(BEGIN);
  const end = body.indexOf(END, begin);
  if (begin < 0 || end < 0) return append ? `${body.trimEnd()}\n\n${block}\n` : body;
  return body.slice(0, begin) + block + body.slice(end + END.length);
}

/** Whether two bodies differ only in the time they were written. */
export function saysTheSame(one: string, other: string): boolean {
  const timeless = (body: string) => body.replace(/<sub>As of [^<]*<\/sub>/, "");
  return timeless(one) === timeless(other);
}

/** The subject's own key and those of its cases, so that each case is found on its own as well. */
function markersOf({ key, names }: Covered): string[] {
  return [...new Set([key, ...names.map(caseKey)])].map(marker);
}

export function share({ failed, runs }: Frequency): string {
  return `${failed} of ${runs} ${runs === 1 ? "run" : "runs"}`;
}

function runLine(run: Occurrence, links: Links, zone: string): string {
  const place = [run.branch === null ? "" : code(run.branch), run.commit === null ? "" : code(run.commit.slice(0, 12))];
  const name = link(`${code(run.job)} #${run.id}`, links.run(run));
  return `- ${[name, moment(run.time, zone), ...place].filter(Boolean).join(" · ")}`;
}

export function moment(at: number, zone: string): string {
  return inZone(at, zone).format("YYYY-MM-DD HH:mm Z");
}
