import { z } from "zod";
import type { CommandDocument } from "../kit/command.ts";
import { count, runRef, text, when } from "../kit/document-parts.ts";

const said = z
  .union([text, z.strictObject({ en_us: text, zh_cn: text })])
  .describe("what was found, in both languages where it is a sentence");

const status = z.object({
  version: text,
  timezone: text,
  asOf: when.nullable().describe("start of the newest run"),
  unreadLogs: count.describe("failed runs of the last 30 days whose logs are unread"),
  unkeptRuns: z.strictObject({
    total: count.describe("runs whose findings the database refused"),
    newest: z.strictObject({ ...runRef.shape, time: when.nullable(), reason: text }).nullable(),
  }),
  checks: z.array(
    z.strictObject({
      what: z.enum(["database", "tables", "feishu", "connection", "github", "jenkins", "logs"]),
      state: z.enum(["good", "off", "bad"]).describe("`off` if it is not configured"),
      detail: said,
    }),
  ),
  reports: z.strictObject({
    deliveries: z
      .array(
        z.strictObject({
          topic: text,
          chatId: text,
          begin: when,
          end: when,
          dueAt: when,
          state: z.enum(["skipped", "refused", "unknown"]),
          attempts: count,
          reason: text.nullable(),
        }),
      )
      .describe("reports of the last three days that were not delivered, newest first"),
    missing: z.array(text).describe("names in report_chats that match no group of the bot"),
    closed: z
      .array(
        z.strictObject({ chatId: text, name: text.nullable(), disabledAt: when.nullable(), reason: text.nullable() }),
      )
      .describe("chats to which the bot cannot send"),
  }),
  builds: z.strictObject({
    waiting: count.describe("builds that are recorded when they end"),
    troubled: z.array(
      z.strictObject({
        ...runRef.shape,
        state: z.enum(["waiting", "given_up"]),
        askedAt: when,
        reason: text.nullable(),
      }),
    ),
  }),
  poll: z
    .strictObject({
      askedAt: when.nullable().describe("the last time that Jenkins listed its jobs"),
      jobs: count.describe("jobs that Jenkins listed"),
      behind: count.describe("jobs whose older builds are still being read"),
      unreadable: count.describe("jobs that could not be read, so that their runs are missing"),
      completeSince: when.nullable().describe("while some are behind: every build since then was read, in all jobs"),
      error: text.nullable().describe("why the last try failed"),
    })
    .nullable()
    .describe("how Jenkins is asked for new builds; null if it is not"),
});

export const statusDocument: CommandDocument = { byOptions: { "": status } };
