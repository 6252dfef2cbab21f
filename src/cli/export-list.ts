import type { z } from "zod";
import type { Slice } from "../model/scope.ts";
import { say, type Text } from "../model/text.ts";
import { type Item, toCsv, toNdjson } from "../terminal/csv.ts";
import type { View } from "../view/view.ts";
import type { ExportFormat } from "./export-details.ts";
import { InputError } from "./input-error.ts";

const ITEMS_AT_ONCE = 500;

interface ListData {
  readonly items: readonly Item[];
  readonly total: number;
}

type Read = (slice: Slice) => Promise<View>;

/**
 * Exports a list. `read` asks for one part of it. A JSON document without a list is printed as it is.
 * @param item describes the columns; without it they are those of the first item
 * @throws InputError for rows of an answer without a list, such as a mistake, and after the document of an error
 */
export async function* exportList(
  read: Read,
  slice: Slice,
  format: ExportFormat,
  item: z.ZodObject | undefined,
): AsyncGenerator<string, void> {
  if (format === "json") return yield* asDocument(read, slice);
  let columns = item && Object.keys(item.shape);
  let isFirst = true;
  for await (const data of partsOf(read, slice)) {
    if (!isList(data)) throw noList(data);
    columns ??= Object.keys(data.items[0] ?? {});
    yield format === "ndjson" ? toNdjson(data.items) : toCsv(data.items, columns, isFirst);
    isFirst = false;
  }
}

async function* asDocument(read: Read, slice: Slice): AsyncGenerator<string, void> {
  const items: Item[] = [];
  let last: object = {};
  for await (const data of partsOf(read, slice)) {
    last = data;
    if (isList(data)) items.push(...data.items);
  }
  yield document(isList(last) ? { ...last, items } : last);
  // Scripts look at the exit code, and people at stderr.
  if ("error" in last) throw noList(last);
}

async function* partsOf(read: Read, slice: Slice): AsyncGenerator<object, void> {
  for (let { offset, limit: left } = slice; left > 0; ) {
    const limit = Math.min(left, ITEMS_AT_ONCE);
    const { data } = await read({ ...slice, offset, limit });
    yield data;
    if (!isList(data) || data.items.length < limit || offset + limit >= data.total) return;
    left -= limit;
    offset += limit;
  }
}

export function isList(data: object): data is ListData {
  return "items" in data && Array.isArray(data.items) && "total" in data && typeof data.total === "number";
}

function noList(data: object): InputError {
  const said =
    "error" in data && isText(data.error) ? data.error : say("This answer has no rows.", "该结果没有可导出的行。");
  return new InputError(said, { isUsage: false });
}

function isText(value: unknown): value is Text {
  return typeof value === "object" && value !== null && "en_us" in value && "zh_cn" in value;
}

function document(data: object): string {
  return `${JSON.stringify(data, null, 2)}\n`;
}
