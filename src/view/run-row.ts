import type { Failure } from "../model/failure.ts";
import type { Run, RunRef } from "../model/run.ts";
import { say } from "../model/text.ts";
import { commandLine } from "./command-line.ts";
import { statusTone } from "./tone.ts";
import type { Line, Row } from "./view.ts";
import { duration, moment, pullName, shortHash } from "./wording.ts";

/** The failures found in some runs. */
export type FailuresOf = readonly (RunRef & { readonly failures: readonly Failure[] })[];

type ShownFailure = Pick<Failure, "name" | "excerpt">;
type ShownFailures = readonly (RunRef & { readonly failures: readonly ShownFailure[] })[];

const NAMES_SHOWN = 3;
const LINES_SHOWN = 2;

/** One run in a list, with the first lines of its failures. */
export function runRow(run: Run, found: ShownFailures, zone: string, show: "job" | "pull"): Row {
  const failures = found.find(({ job, id }) => job === run.job && id === run.id)?.failures ?? [];
  const name = show === "job" || run.pullRequest === null ? run.job : pullName(run.pullRequest);
  return {
    title: [{ text: `${name} `, strong: true }, `#${run.id}`],
    lines: [
      [
        `${run.status} · `,
        moment(run.time, zone),
        " · ",
        duration(run.durationMs),
        ...(run.commit === null ? [] : [" · ", { text: shortHash(run.commit), code: true }]),
      ],
      ...failures.slice(0, NAMES_SHOWN).map((failure) => failureLine(failure)),
      ...(failures.length > NAMES_SHOWN ? [[moreFailures(failures.length - NAMES_SHOWN)]] : []),
    ],
    tone: statusTone(run.status),
    command: commandLine(["run", run.job, String(run.id)]),
  };
}

function failureLine({ name, excerpt }: ShownFailure): Line {
  const told = excerpt
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.includes(name))
    .slice(0, LINES_SHOWN)
    .join(" ");
  return told === "" ? [{ text: name, code: true }] : [{ text: name, code: true }, ` ${told}`];
}

function moreFailures(number: number) {
  return say(`and ${number} more`, `还有 ${number} 项`);
}
