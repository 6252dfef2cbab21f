import { afterAll, beforeAll, expect, test } from "vitest";
import { commands } from "../../src/commands/index.ts";
import { checkCard } from "../cards/card-schema.ts";
import { actionsOf, type CardAction } from "../support/card-actions.ts";
import { type Demo, personAt, startDemo } from "../support/demo.ts";

/** How deep and how long is clicked; what is not reached in the time is left for another run. */
const CLICKS_DEEP = 4;
const CLICKING_FOR_MS = 40_000;
const ANSWER_WITHIN_MS = 3_000;

/** The help's examples name things that this company need not have: a friendly hint answers them. */
const examples = new Set(commands.flatMap((command) => command.examples));

let demo: Demo;
beforeAll(async () => {
  demo = await startDemo();
});
afterAll(() => demo.stop());

interface Step extends CardAction {
  readonly depth: number;
}

/** Lines not clicked yet, those of rarely clicked commands first, so that the time goes round. */
function createPlan() {
  const seen = new Set<string>();
  const waiting = new Map<string, Step[]>();
  const clicked = new Map<string, number>();
  // Each page of the help leads to a command that nothing else may lead to.
  const commandOf = (line: string) => (line.startsWith("help ") ? line : (line.split(" ")[0] ?? ""));
  return {
    seen,
    clicked,
    add(card: unknown, depth: number) {
      for (const found of actionsOf(card)) {
        if (seen.has(found.line) || depth > CLICKS_DEEP) continue;
        seen.add(found.line);
        const command = commandOf(found.line);
        waiting.set(command, [...(waiting.get(command) ?? []), { ...found, depth }]);
      }
    },
    next(): Step | undefined {
      const rarest = [...waiting]
        .filter(([, steps]) => steps.length > 0)
        .sort(([one], [other]) => (clicked.get(one) ?? 0) - (clicked.get(other) ?? 0))[0];
      if (!rarest) return undefined;
      const [command, steps] = rarest;
      clicked.set(command, (clicked.get(command) ?? 0) + 1);
      return steps.shift();
    },
  };
}

test("every button within four clicks of the summary and the help gives a valid card within three seconds", async () => {
  const person = personAt(demo.url);
  const chat = (await person.state()).chats.find(({ type }) => type === "p2p")?.chatId ?? "";
  const plan = createPlan();
  const faults: string[] = [];
  let slowest = { line: "", ms: 0 };
  let last = "";
  for (const line of ["/ci summary 7d", "/ci help"]) {
    const card = await person.ask(chat, line);
    faults.push(...checkCard(JSON.parse(card.content)).map((fault) => `${line}: ${fault}`));
    plan.add(JSON.parse(card.content), 1);
    last = card.messageId;
  }

  async function click({ line, action, depth }: Step): Promise<void> {
    const before = (await person.message(({ messageId }) => messageId === last, 0))?.updatedAt ?? 0;
    const began = performance.now();
    const { code } = await person.click(last, action);
    if (code !== 0) faults.push(`${line}: the platform says ${code}`);
    const left = ANSWER_WITHIN_MS - (performance.now() - began);
    const changed = await person.message(({ messageId, updatedAt }) => messageId === last && updatedAt >= before, left);
    const ms = performance.now() - began;
    if (!changed) return void faults.push(`${line}: no card in ${Math.round(ms)} ms`);
    if (ms > slowest.ms) slowest = { line, ms };
    const card = JSON.parse(changed.content) as unknown;
    faults.push(...checkCard(card).map((fault) => `${line}: ${fault}`));
    if (changed.content.includes("That did not work")) faults.push(`${line}: no answer`);
    if (changed.content.includes("did not understand") && !examples.has(line)) faults.push(`${line}: not understood`);
    plan.add(card, depth + 1);
  }

  const until = performance.now() + CLICKING_FOR_MS;
  for (let step = plan.next(); step && performance.now() < until; step = plan.next()) await click(step);

  const clicks = [...plan.clicked.values()].reduce((sum, count) => sum + count, 0);
  console.log(
    `${clicks} of ${plan.seen.size} buttons clicked, the slowest ${Math.round(slowest.ms)} ms: ${slowest.line}`,
  );
  expect(faults).toEqual([]);
  expect(slowest.ms).toBeLessThan(ANSWER_WITHIN_MS);
  expect(clicks).toBeGreaterThan(100);
  const commands = ["summary", "jobs", "job", "prs", "pr", "failures", "case", "flaky", "run", "commit", "nightly"];
  expect([...plan.clicked.keys()]).toEqual(expect.arrayContaining([...commands, "compare", "status", "help"]));
}, 90_000);
