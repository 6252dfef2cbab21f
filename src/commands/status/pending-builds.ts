import type { PendingBuild } from "../../model/pending-build.ts";
import { say } from "../../model/text.ts";
import { toIso } from "../../time/zone.ts";
import type { Block, Row } from "../../view/view.ts";
import { count, moment } from "../../view/wording.ts";

/** Builds that were requested over HTTP or found running, and are not recorded yet. */
export interface PendingBuildFacts {
  readonly waiting: number;
  /** Builds that failed to be recorded or were given up, newest first. */
  readonly troubled: readonly PendingBuild[];
}

const SHOWN = 8;

/** The section of `status` about pending builds; empty if there are none. */
export function pendingBuildBlocks({ waiting, troubled }: PendingBuildFacts, zone: string): Block[] {
  if (waiting === 0 && troubled.length === 0) return [];
  const line = say(
    waiting === 1 ? "1 build is recorded when it ends" : `${count(waiting)} builds are recorded when they end`,
    `${count(waiting)} 次构建将在结束后写入`,
  );
  if (troubled.length === 0) return [{ kind: "lines", lines: [[line]] }];
  return [
    { kind: "lines", lines: [[line]] },
    {
      kind: "rows",
      title: say("Builds not recorded", "未写入的构建"),
      rows: troubled.slice(0, SHOWN).map((build) => buildRow(build, zone)),
      total: troubled.length,
      empty: say("None", "无"),
    },
  ];
}

function buildRow({ job, id, state, askedAt, reason }: PendingBuild, zone: string): Row {
  const asked = say(`requested ${moment(askedAt, zone)}`, `请求于 ${moment(askedAt, zone)}`);
  const standing = state === "given_up" ? say("given up", "已放弃") : say("will be retried", "稍后重试");
  return {
    title: [{ text: `${job} #${id}`, strong: true }],
    lines: [[standing, " · ", asked], [reason ?? ""]],
    tone: state === "given_up" ? "bad" : "warn",
  };
}

export function pendingBuildData({ waiting, troubled }: PendingBuildFacts, zone: string): object {
  return {
    waiting,
    troubled: troubled.map(({ job, id, state, askedAt, reason }) => ({
      job,
      id,
      state,
      askedAt: toIso(askedAt, zone),
      reason,
    })),
  };
}
