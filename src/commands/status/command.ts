import { say } from "../../model/text.ts";
import { DAY } from "../../model/window.ts";
import { defineCommand, type ReportDesk } from "../kit/command.ts";
import { statusDocument } from "./document.ts";
import type { ReportTroubles } from "./report-troubles.ts";
import { statusView } from "./view.ts";

/** How far back unread logs are counted, as far as the background scanner reads them. */
const BACKLOG_DAYS = 30;

/** How far back undelivered reports are shown. */
const TROUBLES_DAYS = 3;
const MOST_TROUBLES = 500;
const MOST_TROUBLED = 50;

async function troublesOf({ deliveries, subscriptions, configured }: ReportDesk, now: number): Promise<ReportTroubles> {
  const since = now - TROUBLES_DAYS * DAY;
  const [found, chats] = await Promise.all([
    deliveries.inState(["skipped", "refused", "unknown"], since, MOST_TROUBLES),
    subscriptions.chats(),
    configured.list(),
  ]);
  const closed = chats
    .filter(({ disabledAt }) => disabledAt !== null)
    .map((chat) => ({ ...chat, name: configured.nameOf(chat.chatId) }));
  return { deliveries: found, missing: configured.missing(), closed };
}

export const status = defineCommand({
  name: "status",
  aliases: ["health", "状态"],
  summary: say(
    "The bot's state: data, database, Feishu, GitHub, version",
    "机器人状态：数据、数据库、飞书、GitHub、版本",
  ),
  parameters: [],
  ranged: false,
  document: statusDocument,
  examples: ["status"],
  async run({ runs, failures, scanner, health, reports, pendingBuilds, polls }, _args, { now, zone }) {
    const window = { begin: now - BACKLOG_DAYS * DAY, end: now };
    const [newest, unread, unkept, checks, version, troubles, waiting, troubled, last] = await Promise.all([
      runs.newest(),
      scanner.catchUp(window, 0),
      failures.unkept({ limit: 1, offset: 0 }),
      health.checks(),
      health.version(),
      troublesOf(reports, now),
      pendingBuilds.waiting(),
      pendingBuilds.troubled(MOST_TROUBLED),
      polls?.last(),
    ]);
    const pending = { waiting, troubled };
    const poll = polls && { last };
    const facts = { newest, unread, unkept, backlogDays: BACKLOG_DAYS, checks, version };
    return statusView({ ...facts, reports: troubles, pendingBuilds: pending, poll }, now, zone);
  },
});
