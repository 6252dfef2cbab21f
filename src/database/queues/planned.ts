import type { Topic } from "../../model/report.ts";
import type { Deliveries } from "../../ports/deliveries.ts";
import { overCollisions } from "../engine/collisions.ts";
import type { Database } from "../engine/open.ts";

/** Up to when each chat's windows are planned: what a restart goes on from. */
export function createPlanned({ kysely, engine }: Database): Pick<Deliveries, "planned" | "setPlanned"> {
  return {
    async planned() {
      const rows = await kysely.selectFrom("ci_stat_planned").selectAll().execute();
      return rows.map((row) => ({ topic: row.topic as Topic, chatId: row.chat, until: Number(row.planned_until) }));
    },

    async setPlanned(topic, chatIds, until) {
      if (chatIds.length === 0) return;
      const values = chatIds.map((chat) => ({ topic, chat, planned_until: until }));
      const insert = kysely.insertInto("ci_stat_planned").values(values);
      await overCollisions(() =>
        (engine === "mysql" ? insert.ignore() : insert.onConflict((on) => on.doNothing())).execute(),
      );
      const forward = kysely
        .updateTable("ci_stat_planned")
        .set({ planned_until: until })
        .where("topic", "=", topic)
        .where("chat", "in", [...chatIds])
        .where("planned_until", "<", until);
      await overCollisions(() => forward.execute());
    },
  };
}
