import type { FailureKey, Occurrence } from "../../model/failure.ts";
import type { Page } from "../../model/scope.ts";
import { say } from "../../model/text.ts";
import type { Links } from "../../ports/links.ts";
import { commandLine } from "../../view/command-line.ts";
import { type Asked, pageBlocks } from "../../view/framing.ts";
import type { Block, Row } from "../../view/view.ts";
import { moment, pullName, shortHash } from "../../view/wording.ts";

/** The newest excerpt, and the failed runs, newest first. */
export function caseEvidence(key: FailureKey, asked: Asked, occurrences: Page<Occurrence>, links: Links): Block[] {
  const [newest] = occurrences.items;
  return [
    ...(newest && newest.excerpt !== "" ? excerptBlocks(newest, links) : []),
    ...pageBlocks(["case", key.name], asked, {
      page: occurrences,
      title: say("Failed runs", "失败的运行"),
      rows: occurrences.items.map((item) => occurrenceRow(item, asked.zone)),
      empty: say("None", "无"),
    }),
  ];
}

function excerptBlocks(newest: Occurrence, links: Links): Block[] {
  const url = links.logPage(newest, newest.logLine);
  return [
    {
      kind: "excerpt",
      title: [say("Newest: ", "最近一次："), `${newest.job} #${newest.id}`],
      text: newest.excerpt,
      open: true,
    },
    ...(url
      ? [{ kind: "actions" as const, actions: [{ kind: "link" as const, label: say("View log", "查看日志"), url }] }]
      : []),
  ];
}

function occurrenceRow({ job, id, time, repo, branch, pull, commit }: Occurrence, zone: string): Row {
  const where = pull === null ? (branch ?? "–") : pullName({ repo: repo ?? "", number: pull });
  return {
    title: [{ text: `${job} `, strong: true }, `#${id}`],
    lines: [[moment(time, zone), " · ", where, " · ", { text: shortHash(commit), code: true }]],
    command: commandLine(["run", job, String(id)]),
  };
}
