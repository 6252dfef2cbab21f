import { say } from "../../model/text.ts";
import { DAY, HOUR, MINUTE } from "../../model/window.ts";
import { mistakeView } from "../../view/mistake.ts";
import { defineCommand } from "../kit/command.ts";
import { mutedView } from "./view.ts";

const examples = ["mute 2h", "mute 30m", "mute 1d", "unmute"];
const LONGEST = 30 * DAY;
const units: Readonly<Record<string, number>> = {
  m: MINUTE,
  min: MINUTE,
  分钟: MINUTE,
  h: HOUR,
  小时: HOUR,
  d: DAY,
  天: DAY,
};

export const mute = defineCommand({
  name: "mute",
  aliases: ["静音", "免打扰"],
  summary: say("Pause reports to this chat; a digest follows", "暂停推送，结束后发送汇总"),
  parameters: [{ name: "duration", required: true }],
  ranged: false,
  chatOnly: true,
  changes: true,
  examples,
  async run({ reports, site }, { duration }, { asker, now }) {
    const lengthMs = readDuration(duration);
    if (!asker || lengthMs === undefined) {
      const message = say(
        `“${duration}” is not a duration of at most 30 days.`,
        `“${duration}”不是有效时长（最长 30 天）。`,
      );
      return mistakeView({ message, tries: examples });
    }
    const until = lengthMs === 0 ? null : now + lengthMs;
    await reports.subscriptions.mute(asker.chatId, until, asker.userId);
    return mutedView(until, asker.userId, site.zone);
  },
});

/** Milliseconds; 0 for `off`. */
function readDuration(words: string): number | undefined {
  const text = words.normalize("NFKC").trim().toLowerCase();
  if (["off", "0", "关闭", "取消"].includes(text)) return 0;
  const [, number, unit] = /^(\d{1,4}) ?(m|min|分钟|h|小时|d|天)$/.exec(text) ?? [];
  const lengthMs = Number(number) * (units[unit ?? ""] ?? Number.NaN);
  return lengthMs > 0 && lengthMs <= LONGEST ? lengthMs : undefined;
}
