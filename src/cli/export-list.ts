import type { Slice } from "../model/scope.ts";
import { type Item, toCsv, toNdjson } from "../terminal/csv.ts";
import type { View } from "../view/view.ts";
import { columnsOf } from "./documents.ts";
import type { ExportFormat } from "./export-details.ts";

/** Commands whose JSON document has `items` that are exported whole, in rows where that is wanted. */
export const exportedLists: readonly string[] = ["jobs", "prs", "failures", "nightly", "flaky", "issues"];

const ITEMS_AT_ONCE = 500;

interface ListData {
  readonly items: readonly Item[];
  readonly total: number;
}

/** A list as an export. `read` asks for one part of it; what is no list, or a mistake, is printed as it is. */
export async function* exportList(
  read: (slice: Slice) => Promise<View>,
  slice: Slice,
  format: ExportFormat,
  list: string,
): AsyncGenerator<string, void> {
  const all: Item[] = [];
  let columns = columnsOf(list);
  for (let offset = slice.offset, left = slice.limit; left > 0; ) {
    const limit = Math.min(left, ITEMS_AT_ONCE);
    const { data } = await read({ ...slice, offset, limit });
    if (!isList(data)) return yield document(data);
    const { items, total } = data;
    left = items.length < limit || offset + limit >= total ? 0 : left - limit;
    if (format === "json") {
      all.push(...items);
      if (left === 0) yield document({ ...data, items: all });
    } else if (format === "ndjson") yield toNdjson(items);
    else {
      const isFirst = offset === slice.offset;
      columns ??= Object.keys(items[0] ?? {});
      yield toCsv(items, columns, isFirst);
    }
    offset += limit;
  }
}

export function isList(data: object): data is ListData {
  return "items" in data && Array.isArray(data.items) && "total" in data && typeof data.total === "number";
}

function document(data: object): string {
  return `${JSON.stringify(data, null, 2)}\n`;
}
