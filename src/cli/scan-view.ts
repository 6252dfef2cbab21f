import type { Failure } from "../model/failure.ts";
import { say, type Text } from "../model/text.ts";
import { SECOND } from "../model/window.ts";
import { plural } from "../view/lists.ts";
import { logEndBlock } from "../view/log-end.ts";
import type { Block, Line, View } from "../view/view.ts";
import { byteSize, causeNames, count, duration } from "../view/wording.ts";

/** What was found in one log file, and which rule found it. */
export interface ScannedFile {
  readonly file: string;
  readonly bytes: number;
  readonly lines: number;
  /** Of a file of test results, how many cases it holds; null for a log. */
  readonly cases: number | null;
  readonly binary: boolean;
  /** The file is an archive that is cut off. */
  readonly truncated: boolean;
  readonly failures: readonly Failure[];
  /** The log's last lines, where it explains nothing. */
  readonly logEnd?: string;
  /** There were more failures than are listed. */
  readonly truncatedFailures: boolean;
  readonly retriedCases: readonly string[];
  readonly explained: readonly Explained[];
  readonly ruleFaults: readonly RuleFaultAt[];
}

interface Explained {
  readonly logLine: number;
  readonly rule: string;
  readonly name: string;
  readonly verdict: keyof typeof verdictWords;
}

interface RuleFaultAt {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

const verdictWords = {
  failure: say("a failure", "失败"),
  probable: say("probably the failure", "可能的失败"),
  retried: say("passed when tried again", "重试后通过"),
  explained: say("said more precisely elsewhere", "别处有更准确的原因"),
  recovered: say("the run went on", "之后已恢复"),
  "other run": say("pasted from another run", "来自其他运行的日志"),
} as const;

export function scanView(scanned: ScannedFile): View {
  const { file, bytes, lines, cases, failures, binary } = scanned;
  const number = failures.length;
  const size = `${byteSize(bytes)} · `;
  return {
    title:
      number === 0
        ? say(`No failure found in ${file}`, `${file} 中没有找到失败`)
        : say(`${plural(number, "failure")} in ${file}`, `${file} 中有 ${count(number)} 项失败`),
    subtitle:
      cases === null
        ? say(size + plural(lines, "line"), `${size}${count(lines)} 行`)
        : say(size + plural(cases, "test case"), `${size}${count(cases)} 个用例`),
    tone: number > 0 ? "bad" : binary ? "warn" : "good",
    trail: [],
    blocks: [
      ...noticeBlocks(scanned),
      ...failures.map(failureBlock),
      ...logEndBlock(scanned.logEnd),
      ...explainedBlocks(scanned),
    ],
    data: dataOf(scanned),
  };
}

function noticeBlocks({ binary, truncated, truncatedFailures, ruleFaults }: ScannedFile): Block[] {
  const notices: Line[] = [
    ...(binary ? [[say("This is no text.", "该文件不是文本。")]] : []),
    ...(truncated
      ? [[say("The file is cut off: it was read as far as it goes.", "文件不完整，仅读取了现有部分。")]]
      : []),
    ...(truncatedFailures ? [[say("There are more failures than are listed.", "失败数量超过显示上限。")]] : []),
    ...ruleFaults.map(({ line, column, message }) => [
      { text: say("A rule is left out:", "规则被忽略："), tone: "warn" as const },
      line === 0 ? ` ${message}` : ` ${line}:${column} ${message}`,
    ]),
  ];
  return notices.length === 0 ? [] : [{ kind: "lines", lines: notices }];
}

function failureBlock(failure: Failure): Block {
  const { name, cause, file, line, rule, logLine, durationMs, target, owner, hint, excerpt, probable } = failure;
  const place = file === null ? "" : ` · ${file}${line === null ? "" : `:${line}`}`;
  const found =
    logLine === null
      ? say(` · found by ${rule}`, ` · 由 ${rule} 找到`)
      : say(` · found by ${rule} at line ${logLine}`, ` · 由 ${rule} 在第 ${logLine} 行找到`);
  const title: Line = [
    { text: name, strong: true },
    " · ",
    causeNames[cause],
    probable ? say(", probable", "（可能）") : "",
    place,
    target === null ? "" : ` · ${target}`,
    ...(durationMs === null || durationMs < SECOND ? [] : [" · ", duration(durationMs)]),
    found,
    ...(owner === null ? [] : [say(` · owner: ${owner}`, ` · 负责人：${owner}`)]),
    ...(hint === null ? [] : [` · ${hint}`]),
  ];
  return { kind: "excerpt", title, text: excerpt, open: true };
}

/** What was seen besides, and why it counts for nothing. */
function explainedBlocks({ explained }: ScannedFile): Block[] {
  const others = explained.filter(({ verdict }) => verdict !== "failure" && verdict !== "probable");
  if (others.length === 0) return [];
  return [
    {
      kind: "table",
      title: say("Seen, and not counted", "发现但不计入失败"),
      columns: [
        { name: "line", label: say("Line", "行号"), align: "right" },
        { name: "rule", label: say("Rule", "规则") },
        { name: "name", label: say("Name", "名称") },
        { name: "verdict", label: say("Because", "原因") },
      ],
      rows: others.map(
        ({ logLine, rule, name, verdict }): Record<string, Text | string> => ({
          line: count(logLine),
          rule,
          name,
          verdict: verdictWords[verdict],
        }),
      ),
    },
  ];
}

function dataOf({ bytes, lines, cases, failures, retriedCases, explained, ...rest }: ScannedFile): object {
  const { binary, truncated, truncatedFailures, ruleFaults } = rest;
  return {
    bytes,
    lines,
    cases,
    failures,
    retriedCases,
    binary,
    truncated,
    truncatedFailures,
    explained,
    ruleFaults,
  };
}
