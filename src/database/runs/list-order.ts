import { type RawBuilder, sql } from "kysely";
import type { Sort } from "../../model/scope.ts";

/** Share of passes among the runs that came to a verdict, lowest first; what came to none is last. */
const lowestRate = sql`case when success + failure = 0 then 2 else success * 1.0 / (success + failure) end`;

const orders: { readonly [S in Exclude<Sort, "name">]: RawBuilder<unknown> } = {
  failures: sql`failure desc, runs desc`,
  runs: sql`runs desc, failure desc`,
  rate: sql`${lowestRate}, failure desc`,
  reruns: sql`reruns desc, retries desc, runs desc`,
};

/** The order of a list of tallies. `names` decides between equals, or alone. */
export function listOrder(sort: Sort | undefined, names: RawBuilder<unknown>): RawBuilder<unknown> {
  return sort === "name" ? names : sql`${orders[sort ?? "failures"]}, ${names}`;
}
