import { say } from "../model/text.ts";
import { DAY } from "../model/window.ts";
import { statusView } from "../views/status.ts";
import { defineCommand } from "./command.ts";

/** Unread logs are looked for so far back, as the background does that reads them. */
const BACKLOG_DAYS = 30;

export const status = defineCommand({
  name: "status",
  aliases: ["health", "状态"],
  summary: say("How I am: data, database, Feishu, GitHub, version", "机器人状态：数据、数据库、飞书、GitHub、版本"),
  parameters: [],
  ranged: false,
  examples: ["status"],
  async run({ runs, scanner, health }, _args, { now, zone }) {
    const window = { begin: now - BACKLOG_DAYS * DAY, end: now };
    const [newest, unread, checks, version] = await Promise.all([
      runs.newest(),
      scanner.catchUp(window, 0),
      health.checks(),
      health.version(),
    ]);
    return statusView({ newest, unread, backlogDays: BACKLOG_DAYS, checks, version }, now, zone);
  },
});
