import type { Failure, Scan } from "../../model/failure.ts";
import { say, type Text } from "../../model/text.ts";
import type { Links } from "../../ports/links.ts";
import { commandLine } from "../../view/command-line.ts";
import { button, type Listed, pagerBlock, rangeOfList } from "../../view/framing.ts";
import { knownLine } from "../../view/known.ts";
import { plural } from "../../view/lists.ts";
import { logEndBlock } from "../../view/log-end.ts";
import type { Block, Line } from "../../view/view.ts";
import { causeNames, count } from "../../view/wording.ts";
import { elsewhereOf, type KnownFailures } from "../kit/known.ts";

/** Shown when no failure was found. */
const outcomeWords: { readonly [O in Scan["outcome"]]: Text } = {
  log: say("Nothing in the log explains this failure.", "日志中没有找到失败原因。"),
  no_log: say(
    "The log of this run no longer exists, and no cause was recorded.",
    "日志已不存在，也没有失败原因的记录。",
  ),
  unreadable: say("The log of this run could not be read.", "无法读取该运行的日志。"),
  truncated: say(
    "The log of this run is incomplete, and the rest does not explain the failure.",
    "日志不完整，剩余部分没有说明失败原因。",
  ),
  binary: say("The log of this run is not text.", "该运行的日志不是文本。"),
  no_results: say(
    "Nothing in the log explains this failure; its test results could not be read yet.",
    "日志中没有找到失败原因，测试结果暂时无法读取。",
  ),
  unkept: say("The database refused what was found; see status.", "数据库拒绝保存结果，详见 status。"),
  growing: say("The log of this run is still being written; ask again in a moment.", "日志仍在写入，请稍后再查。"),
};

const abortUnexplained = say("The log does not say why this run was aborted.", "日志没有说明该运行为何被中止。");

/** Shown beside the failures when there may be more. */
const incompleteWords: Partial<typeof outcomeWords> = {
  no_log: say(
    "The log no longer exists; this was recorded when the run ended.",
    "日志已不存在，以下为运行结束时的记录。",
  ),
  unreadable: say(
    "The log could not be read; this was recorded when the run ended.",
    "日志无法读取，以下为运行结束时的记录。",
  ),
  truncated: say("The log is incomplete; there may be more failures.", "日志不完整，可能还有其他失败。"),
  growing: say("The log is still being written; there may be more failures.", "日志仍在写入，可能还有其他失败。"),
  no_results: say(
    "The test results could not be read yet; there may be more failures.",
    "测试结果暂时无法读取，可能还有其他失败。",
  ),
};

/** Without `public_url` nobody could open a link to us. */
const howToOpenLogs = say(
  "To open the whole log from here, the operator sets public_url.",
  "如需在此打开完整日志，请运维人员配置 public_url。",
);

interface Found {
  readonly scan: Scan;
  readonly known: KnownFailures | null;
}

/** One page of a run's failures, each with its excerpt, its history and its place in the log. */
export function failureBlocks({ scan, known }: Found, words: readonly string[], asked: Listed, links: Links): Block[] {
  const { failures, outcome, retriedCases } = scan;
  const { limit, offset } = asked.slice;
  const page = { items: failures.slice(offset, offset + limit), total: failures.length };
  const said = failures.length === 0 ? withoutFailures(scan) : incompleteWords[outcome];
  const retried = say(
    `${plural(retriedCases.length, "case")} failed at first and passed when retried: `,
    `${count(retriedCases.length)} 个用例重试后通过：`,
  );
  return [
    ...(said === undefined ? [] : [{ kind: "lines" as const, lines: [[said]] }]),
    ...(failures.length > 0 ? [] : logEndBlock(scan.logEnd)),
    ...(page.total > page.items.length ? [{ kind: "lines" as const, lines: [[rangeOfList(asked, page)]] }] : []),
    ...page.items.flatMap((failure, index) => [
      ...failureBlock(failure, index),
      ...knownBlock(failure, known),
      ...failureActions(failure, links.logPage(scan, failure.logLine)),
    ]),
    ...pagerBlock(words, asked, page),
    ...(retriedCases.length > 0 ? [{ kind: "lines" as const, lines: [[retried, retriedCases.join(", ")]] }] : []),
    ...(links.logPage(scan) === undefined ? [{ kind: "lines" as const, lines: [[howToOpenLogs]] }] : []),
  ];
}

/** A run that was aborted for a known reason needs no failure to explain it. */
function withoutFailures({ outcome, abort }: Scan): Text | undefined {
  if (abort === undefined || outcome !== "log") return outcomeWords[outcome];
  return abort.reason === "unknown" ? abortUnexplained : undefined;
}

function failureBlock(failure: Failure, index: number): Block[] {
  const place = failure.file === null ? "" : `${failure.file}${failure.line === null ? "" : `:${failure.line}`}`;
  const title: Line = [
    { text: failure.name, strong: true },
    " · ",
    causeNames[failure.cause],
    failure.probable ? say(", probable", "（可能）") : "",
    place === "" ? "" : ` · ${place}`,
  ];
  return failure.excerpt === ""
    ? [{ kind: "lines", lines: [title] }]
    : [{ kind: "excerpt", title, text: failure.excerpt, open: index === 0 }];
}

function knownBlock(failure: Failure, known: KnownFailures | null): Block[] {
  const found = elsewhereOf(known, failure);
  return known && found ? [{ kind: "lines", quiet: true, lines: [knownLine(found, known.unread)] }] : [];
}

function failureActions(failure: Failure, logPage: string | undefined): Block[] {
  // Last words are no broken thing with a history of its own.
  const history =
    failure.cause === "unknown" ? [] : [button(say("History", "历史"), commandLine(["case", failure.name]))];
  if (logPage === undefined || failure.logLine === null)
    return history.length === 0 ? [] : [{ kind: "actions", actions: history }];
  const label = say(`Log, line ${count(failure.logLine)}`, `日志第 ${count(failure.logLine)} 行`);
  return [{ kind: "actions", actions: [...history, { kind: "link", label, url: logPage }] }];
}
