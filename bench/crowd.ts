import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type FeishuStandIn, startFeishuStandIn } from "../src/playground/stand-in/stand-in.ts";
import { eventsUrl, peakMegabytes, ready, residentMegabytes, secrets, startService } from "./service.ts";
import type { BenchRow } from "./table.ts";

const COMMANDS = 5_000;
const WITHIN_MS = 60_000;
const OTHER_EVERY_MS = 2_000;

/** One person sends thousands of commands in a minute. How long do others wait, and how much memory does it take? */
export async function benchCrowd(): Promise<BenchRow[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "ci-stat-bench-"));
  const standIn = await startFeishuStandIn({ ...secrets, eventsUrl });
  const service = startService(standIn.url, { data_dir: folder, report_chats: "[]" });
  try {
    await ready();
    const idle = residentMegabytes(service);
    const others: Promise<number>[] = [];
    const asking = setInterval(() => others.push(askAsAnother(standIn)), OTHER_EVERY_MS);
    await flood(standIn);
    clearInterval(asking);
    const waits = (await Promise.all(others)).sort((one, other) => one - other);
    const { chatId } = standIn.chatNamed("CI Status Report");
    const answered = standIn.messagesIn(chatId).filter(({ sender }) => sender.kind === "bot").length;
    const last = waits.at(-1) ?? Number.NaN;
    return [
      {
        what: `${COMMANDS.toLocaleString("en-US")} commands of one person in a minute, answered or told`,
        value: `${answered}`,
      },
      {
        what: `another person's question meanwhile (${waits.length} of them)`,
        value: `${(waits[Math.floor(waits.length / 2)] ?? Number.NaN).toFixed(0)} ms median, ${last.toFixed(0)} ms slowest`,
      },
      {
        what: "the service's memory before, and at most",
        value: `${idle.toFixed(0)} MB, ${peakMegabytes(service).toFixed(0)} MB`,
      },
    ];
  } finally {
    service.kill("SIGINT");
    await standIn.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function flood(standIn: FeishuStandIn): Promise<void> {
  const { chatId } = standIn.chatNamed("CI Status Report");
  const began = performance.now();
  const delivered: Promise<unknown>[] = [];
  for (let index = 0; index < COMMANDS; index++) {
    const dueIn = began + (index * WITHIN_MS) / COMMANDS - performance.now();
    if (dueIn > 1) await new Promise((resolve) => setTimeout(resolve, dueIn));
    delivered.push(standIn.say(chatId, `/ci jobs ${1 + (index % 30)}d`).delivered);
  }
  await Promise.all(delivered);
}

/** Another person, in a chat of their own. */
async function askAsAnother(standIn: FeishuStandIn): Promise<number> {
  const { chatId } = standIn.addChat({ name: "another" });
  const [, user = standIn.me] = standIn.people;
  const began = performance.now();
  const { message } = standIn.say(chatId, "/ci help", { user });
  await standIn.waitForMessage(({ parentId }) => parentId === message.messageId, 30_000);
  return performance.now() - began;
}
