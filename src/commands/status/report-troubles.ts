import type { Delivery } from "../../model/delivery.ts";
import type { ChatState } from "../../model/subscription.ts";
import { say } from "../../model/text.ts";
import { toIso } from "../../time/zone.ts";
import { reasonText } from "../../view/delivery-reason.ts";
import { plural } from "../../view/lists.ts";
import { deliveryState } from "../../view/sent-report.ts";
import type { Block, Line, Row } from "../../view/view.ts";
import { count, moment, windowText } from "../../view/wording.ts";
import { topicNames } from "../subscriptions/view.ts";

/** Reports that were not delivered, and why. */
export interface ReportTroubles {
  /** Skipped, refused or unknown, newest first. */
  readonly deliveries: readonly Delivery[];
  /** Names in `report_chats` that match none of the bot's groups. */
  readonly missing: readonly string[];
  readonly closed: readonly (ChatState & { readonly name: string | undefined })[];
}

const SHOWN = 8;
const names = { ...topicNames, digest: say("Digest", "汇总"), notice: say("Notice", "通知") };

/** The report section of `status`. */
export function reportTroublesBlocks({ deliveries, missing, closed }: ReportTroubles, zone: string): Block[] {
  if (deliveries.length + missing.length + closed.length === 0)
    return [{ kind: "lines", lines: [[say("All recent reports were sent.", "最近的报告都已发送。")]] }];
  const rows = [
    ...missing.map(
      (name): Row => ({
        title: [{ text: name, strong: true }],
        lines: [
          [
            say(
              "listed in report_chats, but the bot is not in a group with this name",
              "report_chats 中有这个群，但机器人不在同名群里",
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
          [say("the bot cannot send here since ", "自 "), moment(disabledAt, zone), say("", " 起无法向该群发送")],
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
      title: say("Undelivered reports", "未送达的报告"),
      rows: rows.slice(0, SHOWN),
      total: rows.length,
      empty: say("None", "无"),
    },
  ];
}

/** Groups chats that missed the report of one window for one reason. */
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

export function reportTroublesData({ deliveries, missing, closed }: ReportTroubles, zone: string): object {
  return {
    deliveries: deliveries.map(({ topic, chatId, window, dueAt, state, attempts, reason }) => ({
      topic,
      chatId,
      begin: toIso(window.begin, zone),
      end: toIso(window.end, zone),
      dueAt: toIso(dueAt, zone),
      state,
      attempts,
      reason,
    })),
    missing,
    closed: closed.map(({ chatId, name = null, disabledAt, reason }) => ({
      chatId,
      name,
      disabledAt: disabledAt === null ? null : toIso(disabledAt, zone),
      reason,
    })),
  };
}
