import { type RawBuilder, sql } from "kysely";
import type { Sort } from "../../model/scope.ts";

/** Share of passed runs among those that passed or failed, lowest first. Without any such run, last. */
const lowestRate = sql`case when success + failure = 0 then 2 else success * 1.0 / (success + failure) end`;

const orders: { readonly [S in Exclude<Sort, "name">]: RawBuilder<unknown> } = {
  failures: sql`failure desc, runs desc`,
  runs: sql`runs desc, failure desc`,
  rate: sql`${lowestRate}, failure desc`,
  reruns: sql`reruns desc, retries desc, runs desc`,
};

/** The order of a list of tallies. `names` breaks ties, or is the whole order when sorting by name. */
export function listOrder(sort: Sort | undefined, names: RawBuilder<unknown>): RawBuilder<unknown> {
  return sort === "name" ? names : sql`${orders[sort ?? "failures"]}, ${names}`;
}
