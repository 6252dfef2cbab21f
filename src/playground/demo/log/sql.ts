import type { Planted } from "../planted.ts";
import type { Transcript } from "./transcript.ts";

const passing = [
  "alias",
  "bigint",
  "case",
  "collation_check",
  "comparison_date",
  "count_distinct",
  "ctype_utf8",
  "date_formats",
  "derived",
  "distinct",
  "explain_easy",
  "func_math",
  "group_by",
  "having",
  "insert_select",
  "join_outer",
  "limit",
  "null",
  "order_by",
  "subquery",
  "type_decimal",
  "union",
  "update_stmt",
  "variables",
];

/** The company's SQL suites: recorded answers of MySQL, and answers with and without push-down. */
export function sqlTests(log: Transcript, failures: readonly Planted[]): void {
  const { random } = log;
  log.line("+ ./test.sh");
  for (const name of passing) {
    log.line(`${log.wallClock()}  [info] run test [${name}] ok! ${random.integer(3, 90)} cases passed`);
  }
  for (const { format, name } of failures) {
    if (format === "sql_query") unlikeMysql(log, name);
    else unlikePushDown(log, name);
  }
  if (failures.length === 0) log.line("Great, All tests passed");
}

function unlikeMysql(log: Transcript, name: string): void {
  const { random } = log;
  log.line(
    `${log.wallClock()}  [fatal] run test [${name}] err: sql:SELECT a, MIN(b) OVER w FROM t1 WINDOW w AS (ORDER BY a);: failed to run query `,
    '"SELECT a, MIN(b) OVER w FROM t1 WINDOW w AS (ORDER BY a);" ',
    ` around line ${random.integer(40, 900)}, `,
    "we need(48):",
    "SELECT a, MIN(b) OVER w FROM t1 WINDOW w AS (ORDER BY a);",
    "1\t4",
    "but got(48):",
    "SELECT a, MIN(b) OVER w FROM t1 WINDOW w AS (ORDER BY a);",
    "1\t5",
  );
}

function unlikePushDown(log: Transcript, name: string): void {
  log.line(
    `${log.wallClock().slice(0, -4)} Test fail: Outputs are not matching.`,
    `Test case: ${name}`,
    `Statement: #${log.random.integer(10, 4000)} -  SELECT col_decimal FROM t ORDER BY col_decimal LIMIT 3;`,
    "NoPushDown Output: ",
    "col_decimal",
    "1.50",
    "WithPushDown Output: ",
    "col_decimal",
    "1.5",
    "",
  );
}
