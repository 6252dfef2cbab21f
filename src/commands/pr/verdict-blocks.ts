import type { Elsewhere, Scan } from "../../model/failure.ts";
import type { TrackedIssue } from "../../model/issue.ts";
import { isFailed, type Run } from "../../model/run.ts";
import { say, type Text } from "../../model/text.ts";
import type { Blame, BlamedFailure, FailedJob, PullVerdict } from "../../stats/verdict.ts";
import { commandLine } from "../../view/command-line.ts";
import { newWaitsText } from "../../view/framing.ts";
import { commitCommand, plural } from "../../view/lists.ts";
import type { Block, Line, Row, Span } from "../../view/view.ts";
import { count, duration, moment, shortHash, statusMark } from "../../view/wording.ts";
import type { OtherRuns } from "./evidence.ts";
import { blameText, namesLine } from "./verdict-text.ts";

/** What the card of a pull request needs to explain the verdict. */
export interface VerdictFacts {
  readonly verdict: PullVerdict;
  readonly runs: readonly Run[];
  readonly scans: readonly Scan[];
  readonly elsewhere: readonly Elsewhere[];
  readonly unread: number;
  /** By failed job. */
  readonly otherRuns: ReadonlyMap<string, OtherRuns>;
  /** Tracked issues by case name. */
  readonly issues: ReadonlyMap<string, TrackedIssue>;
}

/** Comments that only start jobs: `/merge` starts some too, and then merges. */
const RUNS_AGAIN = /^\/(?:re-?)?(?:run|test|build|check)/i;
const FAILURES_SHOWN = 3;
const LAST_LINES_SHOWN = 3;
const NAMES_SHOWN = 12;
const COMMITS_SHOWN = 5;

/** Failed jobs with their reasons and next steps; what has not ended; what passed, in a line; older commits. */
export function verdictBlocks(facts: VerdictFacts, zone: string): Block[] {
  const { verdict, unread } = facts;
  const waits = unread > 0 && verdict.failed.some(({ blame }) => blame === "unseen");
  return [
    ...(verdict.failed.length === 0 ? [] : [failedBlock(facts, zone)]),
    ...(waits ? [{ kind: "lines" as const, quiet: true, lines: [[newWaitsText(unread)]] }] : []),
    ...restBlock(verdict),
    ...olderBlock(facts),
  ];
}

function restBlock(verdict: PullVerdict): Block[] {
  const lines = [...openLines(verdict), ...passedLine(verdict)];
  return lines.length === 0 ? [] : [{ kind: "lines", lines }];
}

function failedBlock(facts: VerdictFacts, zone: string): Block {
  const { failed } = facts.verdict;
  return {
    kind: "rows",
    title: say(`Failed jobs · ${count(failed.length)}`, `失败的任务 · ${count(failed.length)}`),
    rows: failed.map((job) => failedRow(job, facts, zone)),
    total: failed.length,
    empty: say("None", "无"),
  };
}

function failedRow(job: FailedJob, facts: VerdictFacts, zone: string): Row {
  const { run, blame, failures } = job;
  const left = failures.length - FAILURES_SHOWN;
  return {
    title: [{ text: `${run.job} `, strong: true }, `#${run.id}`],
    lines: [
      [{ text: blameText(blame), strong: true, tone: isBad(blame) ? "bad" : "warn" }],
      ...failures.slice(0, FAILURES_SHOWN).flatMap((each) => failureLines(each, run.job, facts, zone)),
      ...(left > 0 ? [[say(`and ${count(left)} more`, `还有 ${count(left)} 项`)]] : []),
      ...(blame === "unexplained" ? lastWords(run, facts.scans) : []),
      ...nextSteps(job, facts),
      [`${statusMark(run.status)} ${run.status} · `, moment(run.time, zone), " · ", duration(run.durationMs)],
    ],
    tone: isBad(blame) ? "bad" : "warn",
    command: commandLine(["run", run.job, String(run.id)]),
  };
}

function isBad(blame: Blame): boolean {
  return blame === "new" || blame === "elsewhere" || blame === "unexplained";
}

function failureLines({ failure, blame }: BlamedFailure, job: string, facts: VerdictFacts, zone: string): Line[] {
  const seen = facts.elsewhere.find(({ cause, name }) => cause === failure.cause && name === failure.name);
  const others = facts.otherRuns.get(job) ?? { runs: 0, of: "repository" };
  const name: Line = [{ text: failure.name, code: true }];
  if (blame === "new") return [[...name, " · ", newText(others)]];
  if (seen && blame === "trunk") return [[...name, " · ", trunkText(seen, zone)]];
  if (seen && (blame === "flaky" || blame === "elsewhere")) return [[...name, " · ", rateText(seen, job, others)]];
  return [name];
}

function trunkText({ trunkRuns, firstOnTrunk, lastOnTrunk }: Elsewhere, zone: string): Text {
  const [first, last] = [moment(firstOnTrunk, zone), moment(lastOnTrunk, zone)];
  return say(
    `${plural(trunkRuns, "run")} on trunk, first ${first}, last ${last}`,
    `主干 ${count(trunkRuns)} 次运行，最早 ${first}，最近 ${last}`,
  );
}

function newText({ runs, of }: OtherRuns): Text {
  if (runs === 0) return say("nothing else ran in 14 days to compare with", "14 天内没有其他运行可供比较");
  const [english, chinese] = of === "job" ? ["its job", "该任务"] : ["the repository", "该仓库"];
  return say(
    `in none of ${plural(runs, "other run")} of ${english} in 14 days`,
    `14 天内${chinese}的其他 ${count(runs)} 次运行都没有出现`,
  );
}

/** The rate is that of the job; a failure that only other jobs had has none. */
function rateText({ runsByJob, pullRequests }: Elsewhere, job: string, others: OtherRuns): Text {
  const runs = runsByJob.get(job) ?? 0;
  const [english, chinese] = [plural(pullRequests, "other PR"), `另外 ${count(pullRequests)} 个 PR`];
  if (runs === 0) return say(`${english}, in other jobs`, `${chinese}，在其他任务中`);
  return say(
    `in ${count(runs)} of ${plural(others.runs, "other run")} of its job in 14 days, ${english}`,
    `14 天内该任务其他 ${count(others.runs)} 次运行中出现 ${count(runs)} 次，${chinese}`,
  );
}

function lastWords(run: Run, scans: readonly Scan[]): Line[] {
  const scan = scans.find(({ job, id }) => job === run.job && id === run.id);
  const lines = (scan?.logEnd ?? "").split("\n").filter((line) => line.trim() !== "");
  return lines.slice(-LAST_LINES_SHOWN).map((line) => [{ text: line, code: true }]);
}

/** Who looks after it, the issue about it, and how to run it again. */
function nextSteps({ run, blame, failures }: FailedJob, { issues }: VerdictFacts): Line[] {
  const issue = failures.map(({ failure }) => issues.get(failure.name)).find((each) => each !== undefined);
  const owner = failures.map(({ failure }) => failure.owner).find(Boolean);
  const hint = failures.map(({ failure }) => failure.hint).find(Boolean);
  const again = blame !== "new" && RUNS_AGAIN.test(run.comment ?? "") ? run.comment : null;
  return [
    ...(issue?.number ? [[say("Tracked as ", "已有 issue："), issueSpan(issue.number, issue.url)]] : []),
    ...(owner ? [[say("Owner: ", "负责人："), owner]] : []),
    ...(hint ? [[hint]] : []),
    ...(again === null ? [] : [[say("To run it again, comment ", "重跑请评论 "), { text: again, code: true }]]),
  ];
}

function issueSpan(number: number, url: string | null): Span {
  return url === null ? `#${number}` : { text: `#${number}`, url };
}

function openLines({ missing, aborted }: PullVerdict): Line[] {
  return [
    ...(aborted.length === 0
      ? []
      : [
          [
            say("Aborted: ", "已中止："),
            ...namesLine(
              aborted.map(({ job }) => job),
              NAMES_SHOWN,
            ),
          ],
        ]),
    ...(missing.length === 0
      ? []
      : [[say("Not ended on this commit: ", "该提交上尚未结束："), ...namesLine(missing, NAMES_SHOWN)]]),
  ];
}

function passedLine({ passed }: PullVerdict): Line[] {
  if (passed.length === 0) return [];
  const names = passed.map(({ job }) => job);
  return [
    [say(`🟢 ${count(names.length)} passed: `, `🟢 ${count(names.length)} 个通过：`), ...namesLine(names, NAMES_SHOWN)],
  ];
}

/** A row for each earlier commit, newest first. */
function olderBlock({ runs, verdict }: VerdictFacts): Block[] {
  const commits = [...new Set(runs.map(({ commit }) => commit))].filter((commit) => commit !== verdict.commit);
  if (commits.length === 0) return [];
  return [
    {
      kind: "rows",
      title: say(`Older commits · ${count(commits.length)}`, `更早的提交 · ${count(commits.length)}`),
      rows: commits.slice(0, COMMITS_SHOWN).map((commit) => olderRow(commit, runs)),
      total: commits.length,
      empty: say("None", "无"),
    },
  ];
}

function olderRow(commit: string | null, runs: readonly Run[]): Row {
  const own = runs.filter((run) => run.commit === commit);
  const marks = ["FAILURE", "SUCCESS", "ABORTED"].flatMap((status) => {
    const { length } = own.filter((run) => (isFailed(run.status) ? "FAILURE" : run.status) === status);
    return length === 0 ? [] : [`${statusMark(status)} ${length}`];
  });
  const command = commitCommand(commit);
  return {
    title: [{ text: shortHash(commit), code: true }, ` · ${marks.join("  ")}`],
    lines: [],
    tone: "neutral",
    ...(command === undefined ? {} : { command }),
  };
}
