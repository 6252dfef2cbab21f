import { type Delivery, reasonText } from "../../model/delivery.ts";
import type { ChatState } from "../../model/subscription.ts";
import { say } from "../../model/text.ts";
import { plural } from "../../view/lists.ts";
import { deliveryState } from "../../view/sent-report.ts";
import type { Block, Line, Row } from "../../view/view.ts";
import { count, moment, windowText } from "../../view/wording.ts";
import { topicNames } from "../subscriptions/view.ts";

/** What did not arrive, and why. */
export interface ReportTroubles {
  /** Skipped, refused, unknown, newest first. */
  readonly deliveries: readonly Delivery[];
  /** Names in `report_chats` that no group of the bot's has. */
  readonly missing: readonly string[];
  readonly closed: readonly (ChatState & { readonly name: string | undefined })[];
}

const SHOWN = 8;
const names = { ...topicNames, digest: say("Digest", "汇总"), notice: say("Notice", "通知") };

/** The part of `status` about reports: a line where all is well. */
export function reportTroublesBlocks({ deliveries, missing, closed }: ReportTroubles, zone: string): Block[] {
  if (deliveries.length + missing.length + closed.length === 0)
    return [{ kind: "lines", lines: [[say("Every report of the last days was sent.", "最近几天的报告都已发送。")]] }];
  const rows = [
    ...missing.map(
      (name): Row => ({
        title: [{ text: name, strong: true }],
        lines: [
          [
            say(
              "named in report_chats, but I am in no group of this name",
              "report_chats 中的群，但我不在任何同名群里",
            ),
          ],
        ],
        tone: "bad",
      }),
    ),
    ...closed.map(
      ({ chatId, name, disabledAt, reason }): Row => ({
        title: [name === undefined ? { text: chatId, code: true } : { text: name, strong: true }],
        lines: [
          [say("closed to me since ", "自 "), moment(disabledAt, zone), say("", " 起无法向该群发送")],
          [reason ?? ""],
        ],
        tone: "bad",
      }),
    ),
    ...grouped(deliveries).map((group) => troubleRow(group, zone)),
  ];
  return [
    {
      kind: "rows",
      title: say("Reports that did not arrive", "未送达的报告"),
      rows: rows.slice(0, SHOWN),
      total: rows.length,
      empty: say("None", "无"),
    },
  ];
}

/** One row for a window that many chats missed alike. */
function grouped(deliveries: readonly Delivery[]): readonly (readonly [Delivery, number])[] {
  const groups = new Map<string, [Delivery, number]>();
  for (const delivery of deliveries) {
    const key = `${delivery.topic} ${delivery.window.end} ${delivery.state}`;
    const group = groups.get(key) ?? [delivery, 0];
    group[1] += 1;
    groups.set(key, group);
  }
  return [...groups.values()];
}

function troubleRow([{ topic, window, state, reason }, chats]: readonly [Delivery, number], zone: string): Row {
  const many: Line = [say(plural(chats, "chat"), `${count(chats)} 个群`), " · ", deliveryState(state)];
  return {
    title: [{ text: names[topic], strong: true }, " ", window.end > window.begin ? windowText(window, zone) : ""],
    lines: [many, ...(reason === null ? [] : [[reasonText(reason)]])],
    tone: state === "skipped" ? "warn" : "bad",
  };
}
