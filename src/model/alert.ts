import type { Run } from "./run.ts";
import type { Tally } from "./tally.ts";

/** Something that changed and lasts. `since` is when it began, epoch milliseconds: with the subject it names the alert. */
export type Alert =
  | { readonly kind: "red"; readonly job: string; readonly branch: string; readonly since: number; readonly run: Run }
  | {
      readonly kind: "rate";
      readonly job: string;
      readonly since: number;
      readonly recent: Tally;
      readonly usual: Tally;
    }
  | { readonly kind: "silent"; readonly since: number };

/** Identifies an alert; it stays fixed for as long as the alert lasts. */
export function alertId(alert: Alert): string {
  switch (alert.kind) {
    case "red":
      return `red:${alert.job}@${alert.branch}:${alert.since}`;
    case "rate":
      return `rate:${alert.job}:${alert.since}`;
    case "silent":
      return `silent:${alert.since}`;
  }
}
