import type { AuditResult } from "../../model/audit.ts";
import type { AuditTrail } from "../../ports/audit-trail.ts";
import { retryConflicts } from "../engine/conflicts.ts";
import { cut } from "../engine/cut.ts";
import type { Database } from "../engine/open.ts";

const ID_LENGTH = 100;
const ACTION_LENGTH = 500;

export function createAuditTrail({ kysely }: Database): AuditTrail {
  return {
    async append({ at, who, chatId, action, result }) {
      const row = {
        at,
        who: cut(who, ID_LENGTH),
        chat: chatId === null ? null : cut(chatId, ID_LENGTH),
        action: cut(action, ACTION_LENGTH),
        result,
      };
      await retryConflicts(() => kysely.insertInto("ci_stat_audit").values(row).execute());
    },

    async list({ begin, end }, { limit, offset }) {
      const within = kysely.selectFrom("ci_stat_audit").where("at", ">=", begin).where("at", "<", end);
      const rows = await within
        .selectAll()
        .orderBy("at", "desc")
        .orderBy("id", "desc")
        .limit(limit)
        .offset(offset)
        .execute();
      const { total } = await within.select((of) => of.fn.countAll().as("total")).executeTakeFirstOrThrow();
      const items = rows.map(({ at, who, chat, action, result }) => ({
        at: Number(at),
        who,
        chatId: chat,
        action,
        result: result as AuditResult,
      }));
      return { items, total: Number(total) };
    },

    async forget(before) {
      await retryConflicts(() => kysely.deleteFrom("ci_stat_audit").where("at", "<", before).execute());
    },
  };
}
