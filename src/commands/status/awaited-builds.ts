import type { PendingBuild } from "../../model/pending-build.ts";
import { say } from "../../model/text.ts";
import { toIso } from "../../time/zone.ts";
import { plural } from "../../view/lists.ts";
import type { Block, Row } from "../../view/view.ts";
import { count, moment } from "../../view/wording.ts";

/** Builds whose rows were asked for over HTTP. */
export interface AwaitedBuilds {
  readonly waiting: number;
  /** Those that something is in the way of, or that were given up, newest first. */
  readonly troubled: readonly PendingBuild[];
}

const SHOWN = 8;

/** The part of `status` about them; nothing where none is waited for. */
export function awaitedBlocks({ waiting, troubled }: AwaitedBuilds, zone: string): Block[] {
  if (waiting === 0 && troubled.length === 0) return [];
  const line = say(
    `${plural(waiting, "build")} to be written when they have ended`,
    `有 ${count(waiting)} 次构建待结束后写入`,
  );
  if (troubled.length === 0) return [{ kind: "lines", lines: [[line]] }];
  return [
    { kind: "lines", lines: [[line]] },
    {
      kind: "rows",
      title: say("Builds that are not written", "未写入的构建"),
      rows: troubled.slice(0, SHOWN).map((build) => buildRow(build, zone)),
      total: troubled.length,
      empty: say("None", "无"),
    },
  ];
}

function buildRow({ job, id, state, askedAt, reason }: PendingBuild, zone: string): Row {
  const asked = say(`asked for ${moment(askedAt, zone)}`, `请求于 ${moment(askedAt, zone)}`);
  const standing = state === "given_up" ? say("given up", "已放弃") : say("tried again later", "稍后重试");
  return {
    title: [{ text: `${job} #${id}`, strong: true }],
    lines: [[standing, " · ", asked], [reason ?? ""]],
    tone: state === "given_up" ? "bad" : "warn",
  };
}

export function awaitedData({ waiting, troubled }: AwaitedBuilds, zone: string): object {
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
