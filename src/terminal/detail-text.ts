import type { Detail } from "../details/details.ts";
import type { FoundRun } from "../details/found-run.ts";
import type { Failure } from "../model/failure.ts";
import { isFailed } from "../model/run.ts";
import { say } from "../model/text.ts";
import { successRate } from "../stats/rates.ts";
import { inZone } from "../time/zone.ts";
import { failureRow } from "../view/lists.ts";
import { statusTone, toneOf } from "../view/tone.ts";
import { causeNames, duration, percent, pullName, shortHash, tallyLine } from "../view/wording.ts";
import { type Cell, createColumns, fold } from "./layout.ts";
import { dedent, indent, type Painter } from "./paint.ts";
import type { TextOptions } from "./render-text.ts";

/** Renders one detail after the other; the columns of runs align with those before. */
type DetailText = (detail: Detail) => string;

export function createDetailText(paint: Painter, zone: string, width: TextOptions["width"]): DetailText {
  const columns = createColumns();

  function runs(found: readonly FoundRun[], commit: string | null | undefined): string {
    const lines = columns.lines(found.map((run) => cells(run, commit !== undefined, zone, paint)));
    return found
      .map((run, index) => [`    ${lines[index]}`, ...broken(run, paint)].join("\n"))
      .map((text) => `${text}\n`)
      .join("");
  }

  return (detail) => {
    switch (detail.kind) {
      case "extent":
        return "";
      case "runs":
        return fold(commitHead(detail, paint) + runs(detail.runs, detail.commit), width);
      default:
        return fold(`\n${head(detail, zone, paint)}\n`, width);
    }
  };
}

type Head = Exclude<Detail, { kind: "extent" | "runs" }>;

function head(detail: Head, zone: string, paint: Painter): string {
  const { colors, line, text, tone } = paint;
  switch (detail.kind) {
    case "job": {
      const { job } = detail;
      const rate = [percent(successRate(job)), " ", say("passed", "通过")];
      return `${tone(toneOf(job), "●")} ${colors.bold(text(job.job))}  ${line(tallyLine(job))}  ·  ${line(rate)}`;
    }
    case "pull": {
      const { pull } = detail;
      const { title, author } = pull.pullRequest;
      const name = colors.bold(text(pullName(pull.pullRequest)));
      const first = `${tone(toneOf(pull), "●")} ${name}  ${line(tallyLine(pull))}  ·  ${text(author ?? "–")}`;
      return title === null ? first : `${first}\n  ${text(title)}`;
    }
    case "failure": {
      const nowhere = { window: { begin: 0, end: 0 }, jobs: [] };
      const row = failureRow(detail.failure, nowhere, zone);
      return [`${tone(row.tone, "●")} ${line(row.title)}`, ...row.lines.map((each) => `  ${line(each)}`)].join("\n");
    }
  }
}

function commitHead({ commit }: { readonly commit?: string | null }, { colors, text }: Painter): string {
  return commit === undefined ? "" : `  ${text(say("Commit", "提交"))} ${colors.cyan(shortHash(commit))}\n`;
}

/** Number, commit, repository, branch, pull request, duration, time and status, without what the heading shows already. */
function cells(run: FoundRun, byCommit: boolean, zone: string, { text, tone }: Painter): Cell[] {
  const time = run.time === null ? "–" : inZone(run.time, zone).format("YYYY-MM-DD HH:mm");
  const where = [
    shortHash(run.commit),
    run.repo ?? "–",
    run.branch ?? "–",
    run.pullRequest === null ? "–" : `#${run.pullRequest.number}`,
  ];
  return [
    ...(byCommit ? [{ text: text(run.job) }] : []),
    { text: `#${run.id}`, align: "right" },
    ...(byCommit ? [] : where.map((word): Cell => ({ text: text(word) }))),
    { text: duration(run.durationMs), align: "right" },
    { text: time },
    { text: tone(statusTone(run.status), text(run.status)) },
  ];
}

function broken({ status, failures }: FoundRun, paint: Painter): string[] {
  if (!isFailed(status)) return [];
  if (failures.length === 0) return [`        ${paint.tone("warn", paint.text(causeNames.unknown))}`];
  return failures.map((failure) => brokenThing(failure, paint));
}

function brokenThing({ cause, name, file, line, excerpt }: Failure, { colors, text, tone }: Painter): string {
  const place = file === null ? "" : ` · ${file}${line === null ? "" : `:${line}`}`;
  const first = `        ${tone("bad", text(name))} ${colors.dim(text(causeNames[cause]) + text(place))}`;
  if (excerpt.trim() === "") return first;
  // Colour each line by itself, so that folding keeps its indent.
  const lines = dedent(text(excerpt)).split("\n");
  return `${first}\n${indent(lines.map((each) => (each === "" ? "" : colors.dim(each))).join("\n"), 12)}`;
}
