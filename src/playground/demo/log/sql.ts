import type { Planted } from "../planted.ts";
import { randomOf } from "../random.ts";
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

/** A statement, its expected answer and its actual answer. */
type Mismatch = readonly [statement: string, wanted: string, got: string];

const mysqlMismatches: readonly [Mismatch, ...Mismatch[]] = [
  ["SELECT a, MIN(b) OVER w FROM t1 WINDOW w AS (ORDER BY a);", "1\t4", "1\t5"],
  ["SELECT COUNT(DISTINCT a, b) FROM t1;", "3", "4"],
  ["SELECT DATE_ADD('2020-02-29', INTERVAL 1 YEAR);", "2021-02-28", "2021-03-01"],
  ["SHOW CREATE VIEW v1;", "v1\tCREATE VIEW `v1` AS SELECT `a`", "v1\tCREATE VIEW `v1` AS SELECT a"],
];
const pushDownMismatches: readonly [Mismatch, ...Mismatch[]] = [
  ["SELECT col_decimal FROM t ORDER BY col_decimal LIMIT 3;", "1.50", "1.5"],
  ["SELECT MAX(col_year) FROM t GROUP BY col_set;", "2155", "155"],
  ["SELECT col_enum + 0 FROM t WHERE col_bit = b'1';", "2", "0"],
];

/** mysql-test stops at the first statement whose answer differs from MySQL's. */
function unlikeMysql(log: Transcript, name: string): void {
  const [statement, wanted, got] = randomOf("habits", name).pick(mysqlMismatches);
  log.line(
    `${log.wallClock()}  [fatal] run test [${name}] err: sql:${statement}: failed to run query `,
    `"${statement}" `,
    ` around line ${log.random.integer(40, 900)}, `,
    `we need(${statement.length + wanted.length}):`,
    statement,
    wanted,
    `but got(${statement.length + got.length}):`,
    statement,
    got,
  );
}

function unlikePushDown(log: Transcript, name: string): void {
  const [statement, wanted, got] = randomOf("habits", name).pick(pushDownMismatches);
  log.line(
    `${log.wallClock().slice(0, -4)} Test fail: Outputs are not matching.`,
    `Test case: ${name}`,
    `Statement: #${log.random.integer(10, 4000)} -  ${statement}`,
    "NoPushDown Output: ",
    wanted,
    "WithPushDown Output: ",
    got,
    "",
  );
}
