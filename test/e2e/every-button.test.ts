import { afterAll, beforeAll, expect, test } from "vitest";
import { commands } from "../../src/commands/index.ts";
import type { Message } from "../../src/playground/wire.ts";
import { checkCard } from "../cards/card-schema.ts";
import { actionsOf, type CardAction } from "../support/card-actions.ts";
import { standingClock } from "../support/clock.ts";
import { startTestGithub, type TestGithub } from "../support/github.ts";
import { startTestService, type TestService } from "../support/service.ts";
import { createSmallSite, type SmallSite, smallSiteNow } from "../support/small-site.ts";

const CLICKS_DEEP = 4;
const ANSWER_WITHIN_MS = 3_000;
const questions = ["/ci summary", "/ci help"];

/** The help's examples name things that this company need not have: a friendly hint answers them. */
const examples = new Set(commands.flatMap((command) => command.examples));

let site: SmallSite;
let github: TestGithub;
let running: TestService;

beforeAll(async () => {
  // "7 days" asks the same at every click: no line is new only because time went on.
  const clock = standingClock(smallSiteNow);
  site = await createSmallSite();
  github = await startTestGithub(clock.now);
  github.standIn.repository.add({ title: "unstable test `planSuite.TestPlanStatsOfPartitions`" });
  const settings = { gh_token: github.token, github_api_url: github.standIn.url, public_url: "https://ci.example.com" };
  // Nobody taps five times a second; what the platform does then is not looked at here.
  running = await startTestService({ ...site.settings, ...settings }, clock, { queriesPerSecond: 1_000 });
  // The night is looked at by itself: nothing but clicks changes anything from then on.
  await running.standIn.waitForMessage(({ content }) => content.includes("File an issue?"), 60_000);
});
afterAll(async () => {
  await running.stop();
  await github.standIn.close();
  site.remove();
});

/** A button, a row, an option or a form, on a card that is so many clicks away. */
interface Step extends CardAction {
  readonly message: Message;
  readonly depth: number;
}

/** What is left to click, the nearest first: each thing once on shared cards, once where cards change in place. */
function createPlan() {
  const seen = new Set<string>();
  const left: Step[] = [];
  return {
    next: () => left.shift(),
    add(message: Message, depth: number) {
      if (depth > CLICKS_DEEP) return;
      for (const found of actionsOf(JSON.parse(message.content))) {
        // The value says whether the card changes in place.
        const key = JSON.stringify(found.action);
        if (!seen.has(key)) left.push({ ...found, message, depth });
        seen.add(key);
      }
    },
    size: () => seen.size,
  };
}

/** Clicks, and gives the message that answers: the card itself, or one in its thread; undefined where none came in time. */
async function click({ action, message: { messageId, chatId } }: Step): Promise<Message | undefined> {
  const { standIn } = running;
  const before = new Map(standIn.messagesIn(chatId).map((each) => [each.messageId, each.content]));
  const late = performance.now() + ANSWER_WITHIN_MS;
  const { code, toast } = await standIn.click(messageId, action);
  if (code !== 0) return undefined;
  const isReply = (each: Message) => each.parentId === messageId && !before.has(each.messageId);
  // Without a toast the click itself brought the card.
  const isChanged = (each: Message) =>
    each.messageId === messageId && (toast === null || each.content !== before.get(messageId));
  const left = Math.max(0, late - performance.now());
  return standIn.waitForMessage((each) => isReply(each) || isChanged(each), left).catch(() => undefined);
}

function faultsOf(line: string, answer: Message | undefined): string[] {
  if (!answer) return ["no card"];
  const { content } = answer;
  const said = [
    ...(content.includes("That did not work") ? ["it did not work"] : []),
    ...(content.includes("don't understand") && !examples.has(line) ? ["not understood"] : []),
  ];
  return [...checkCard(JSON.parse(content)), ...said];
}

test("every button within four clicks of the summary and the help gives a valid card within three seconds", async () => {
  const { standIn } = running;
  const plan = createPlan();
  const group = standIn.chatNamed("CI Status Report");
  for (const { chatId } of [group, standIn.privateChat])
    for (const line of questions) plan.add((await running.ask(line, { chatId })).message, 1);

  const clicked: Step[] = [];
  const faults: string[] = [];
  let slowest = { line: "", ms: 0 };
  for (let step = plan.next(); step; step = plan.next()) {
    const { line, depth } = step;
    const began = performance.now();
    const answer = await click(step);
    const ms = performance.now() - began;
    if (ms > slowest.ms) slowest = { line, ms };
    clicked.push(step);
    faults.push(...faultsOf(line, answer).map((fault) => `${line}: ${fault}`));
    if (answer) plan.add(answer, depth + 1);
  }

  console.log(`${clicked.length} clicks, the slowest ${Math.round(slowest.ms)} ms: ${slowest.line}`);
  expect(faults).toEqual([]);
  expect(slowest.ms).toBeLessThan(ANSWER_WITHIN_MS);
  expect(clicked).toHaveLength(plan.size());
  expect(clicked.length).toBeGreaterThan(1_500);
  const shared = clicked.filter(({ message, depth }) => message.chatId === group.chatId && depth === 1);
  expect(shared.length).toBeGreaterThan(40);
  const lines = clicked.map(({ line }) => line);
  const everyCommand = commands.map(({ name }) => name).filter((name) => !fromNoticesOnly.includes(name));
  expect(new Set(lines.map((line) => line.split(" ")[0]))).toEqual(new Set(everyCommand));
  for (const part of [
    /--sort reruns/,
    /^pr 8 .*--page 2/,
    /^case .*--page 2/,
    /--repo tikv\/tikv/,
    /\d \+0800\.\./,
    / 30d$/,
  ])
    expect(lines).toContainEqual(expect.stringMatching(part));
}, 300_000);

/** Buttons under what is told of itself, never under an answer. */
const fromNoticesOnly = ["issue-close", "issue-keep", "issue-trust-listing"];
