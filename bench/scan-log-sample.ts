import { once } from "node:events";
import { createWriteStream } from "node:fs";

const PASS_NAMES = ["testSuiteP1.TestErrorFail", "testSuite4.TestPanicRecover", "testSuiteAgg.TestGroupConcat"];

/** What `go test` of a database prints, mostly its own log: about 190 bytes a line, one gocheck failure in 100,000. */
function line(index: number): string {
  const stamp = `[2021-02-02T08:${two(index % 60)}:${two((index * 7) % 60)}.${String(index % 1000).padStart(3, "0")}Z] `;
  const own = `[2021/02/02 16:12:36.${String(index % 1000).padStart(3, "0")} +08:00] `;
  switch (index % 10) {
    case 0:
      return `${stamp}PASS: executor_test.go:${index % 5000}: ${PASS_NAMES[index % 3]}\t0.${two(index % 60)}s`;
    case 1:
      return `${stamp}${own}[WARN] [client_batch.go:623] ["send request is cancelled"] [to=127.0.0.1:${index % 60000}] [cause="context canceled"] [region=${index}]`;
    case 2:
      return `${stamp}${own}[ERROR] [terror.go:291] ["encountered error"] [error="[table:1062] duplicate entry '${index}' for key 'PRIMARY'"] [stack="github.com/x/db/table.(*index).Create\\n\\t/home/jenkins/agent/go/src/table/index.go:${index % 900}"]`;
    default:
      return `${stamp}${own}[INFO] [ddl_worker.go:613] ["[ddl] run DDL job"] [worker="worker ${index % 16}, tp general"] [job="ID:${index}, Type:create table, State:done, SchemaState:public, SchemaID:${index % 977}, TableID:${index}"]`;
  }
}

function failure(index: number): string {
  const stamp = "[2021-02-02T08:12:36.428Z] ";
  return [
    "",
    "-".repeat(70),
    `FAIL: plan_test.go:204: testSuite.TestPlan${index}`,
    "",
    "plan_test.go:220:",
    "    c.Assert(rows, HasLen, 3)",
    "... obtained int = 2",
    "",
    "",
  ]
    .map((text) => stamp + text)
    .join("\n");
}

/** Writes a build log of about that size. */
export async function writeSampleLog(path: string, bytes: number): Promise<void> {
  const out = createWriteStream(path);
  let block: string[] = [];
  let written = 0;
  for (let index = 0; written < bytes; index++) {
    block.push(index % 100_000 === 50_000 ? failure(index) : line(index));
    if (block.length < 5000) continue;
    const text = `${block.join("\n")}\n`;
    written += text.length;
    block = [];
    if (!out.write(text)) await once(out, "drain");
  }
  out.end();
  await once(out, "finish");
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}
