import type { AuditEntry } from "../model/audit.ts";
import type { Page, Slice } from "../model/scope.ts";
import type { Window } from "../model/window.ts";

/** Who changed what. Entries are never changed. */
export interface AuditTrail {
  append(entry: AuditEntry): Promise<void>;
  /** Newest first. */
  list(window: Window, slice: Slice): Promise<Page<AuditEntry>>;
  /** Drops entries older than `before`, epoch milliseconds. */
  forget(before: number): Promise<void>;
}
