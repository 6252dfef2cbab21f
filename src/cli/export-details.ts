import type { Detail } from "../details/details.ts";
import { type Item, toCsv, toNdjson } from "../terminal/csv.ts";
import { headData, runCells, runDetail } from "../terminal/detail-data.ts";
import { runRow } from "./documents.ts";

export type ExportFormat = "json" | "ndjson" | "csv";

/** Details in the form of an export, piece by piece. */
export async function* exportDetails(
  details: AsyncIterable<Detail>,
  format: ExportFormat,
  zone: string,
): AsyncGenerator<string, void> {
  if (format === "json") return yield* asJson(details, zone);
  const columns = Object.keys(runRow.shape);
  if (format === "csv") yield toCsv([], columns, true);
  for await (const detail of details) {
    if (detail.kind !== "runs") continue;
    if (format === "ndjson") yield toNdjson(detail.runs.map((run) => runDetail(run, zone)));
    else {
      const rows = detail.runs.map((run) => runCells(run, zone));
      yield toCsv(rows, columns, false);
    }
  }
}

/** One document, `{"items":[{…, "details":[…]}, …], "total":n}`, written while it is read. */
async function* asJson(details: AsyncIterable<Detail>, zone: string): AsyncGenerator<string, void> {
  let total = 0;
  let items = 0;
  let runs = 0;
  for await (const detail of details) {
    if (detail.kind === "extent") {
      total = detail.total;
      yield '{"items":[';
    } else if (detail.kind === "runs") {
      yield joined(
        detail.runs.map((run) => runDetail(run, zone)),
        runs === 0,
      );
      runs += detail.runs.length;
    } else {
      const head = JSON.stringify(headData(detail, zone)).slice(0, -1);
      yield `${items === 0 ? "\n" : "]},\n"}${head},"details":[`;
      items++;
      runs = 0;
    }
  }
  yield `${items === 0 ? "" : "]}\n"}],"total":${total}}\n`;
}

function joined(runs: readonly Item[], first: boolean): string {
  return runs.map((run, index) => `${first && index === 0 ? "" : ","}\n  ${JSON.stringify(run)}`).join("");
}
