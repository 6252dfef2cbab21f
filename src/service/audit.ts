import type { Logger } from "pino";
import type { AuditTrail } from "../ports/audit-trail.ts";

/** Writes each entry to the log as well, so that it is somewhere even while the database is away. Appending never fails. */
export function loggedTrail(trail: AuditTrail, log: Logger): Pick<AuditTrail, "append" | "list"> {
  return {
    list: trail.list,
    async append(entry) {
      log.info({ audit: entry }, "audit");
      await trail.append(entry).catch((fault: unknown) => log.error({ err: fault, audit: entry }, "not in the audit"));
    },
  };
}
