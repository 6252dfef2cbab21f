import type { FailureKey } from "../../model/failure.ts";
import { isFailed } from "../../model/run.ts";
import { say } from "../../model/text.ts";
import { DAY, type Window } from "../../model/window.ts";
import type { FailuresOf } from "../../view/run-row.ts";
import { defineCommand, type Question } from "../kit/command.ts";
import { freshness } from "../kit/freshness.ts";
import { prDocument } from "./document.ts";
import { choosePrView, noPrView, prView } from "./view.ts";

const KNOWN_DAYS = 14;
/** The least page size: a pull request has many runs, and people want to see them together. */
const FEWEST_RUNS = 30;

export const pr = defineCommand({
  name: "pr",
  aliases: ["pull", "合并请求"],
  summary: say("One pull request: its runs by commit", "单个合并请求：按提交列出运行"),
  parameters: [
    {
      name: "number",
      required: true,
      pattern: /^#?[1-9]\d{0,9}$/,
      expected: say("a pull request number such as 24155", "合并请求编号，例如 24155"),
    },
  ],
  ranged: true,
  defaultRange: "90d",
  document: prDocument,
  examples: ["pr 24155", "pr 24155 --repo tidb", "pr 24155 最近7天"],
  async run(sources, args, asked) {
    const number = Number(args.number.replace("#", ""));
    const found = await sources.runs.pullsNumbered(asked.scope, number);
    // `owner/name` may be on several hosts, and is then the one on GitHub.
    const exact = found.filter(({ pullRequest }) => pullRequest.repo === asked.scope.repo);
    const pulls = exact.length > 0 ? exact : found;
    const [pull, another] = pulls;
    if (!pull) return noPrView(number, asked);
    if (another) return choosePrView(number, asked, pulls);
    const { scope } = asked;
    const slice = { ...asked.slice, limit: Math.max(FEWEST_RUNS, asked.slice.limit) };
    const fresh = await freshness(sources, { ...asked, scope: { ...scope, repo: pull.pullRequest.repo || undefined } });
    const runs = await sources.runs.runs(scope, { pull: { repo: pull.pullRequest.repo, number } }, slice);
    const failed = await sources.failures.ofRuns(runs.items.filter((run) => isFailed(run.status)));
    const [elsewhere, unread] = await Promise.all([
      sources.failures.elsewhere(keysOf(failed), pull.pullRequest, lately(asked)),
      sources.scanner.catchUp(lately(asked), 0),
    ]);
    const facts = { ...fresh, pull, runs, found: failed, elsewhere, unread };
    return prView({ ...asked, slice }, facts, sources.links);
  },
});

/** The distinct failures of the runs shown. */
function keysOf(found: FailuresOf): FailureKey[] {
  const explained = found.flatMap(({ failures }) => failures.filter(({ cause }) => cause !== "unknown"));
  const keys = explained.map(({ cause, name }) => ({ cause, name }));
  return keys.filter(
    (key, index) => keys.findIndex(({ cause, name }) => cause === key.cause && name === key.name) === index,
  );
}

/** A failure is known if it was seen elsewhere in the two weeks before the window's end. */
function lately({ scope, now }: Question): Window {
  const end = Math.min(scope.window.end, now);
  return { begin: Math.min(scope.window.begin, end - KNOWN_DAYS * DAY), end: scope.window.end };
}
