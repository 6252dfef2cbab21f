import { afterEach, expect, test } from "vitest";
import { commands } from "../../src/commands/index.ts";
import type { Message } from "../../src/playground/wire.ts";
import { checkCard } from "../cards/card-schema.ts";
import { actionsOf, type CardAction } from "../support/card-actions.ts";
import { standingClock } from "../support/clock.ts";
import { engines, sqlite, type TestEngine } from "../support/engines.ts";
import { startTestGithub, type TestGithub } from "../support/github.ts";
import { startTestService, type TestService } from "../support/service.ts";
import { createSmallSite, type SmallSite, smallSiteNow } from "../support/small-site.ts";

const questions = ["/ci summary", "/ci help"];
/** The help's examples name things that this company need not have: a friendly hint answers them. */
const examples = new Set(commands.flatMap((command) => command.examples));

let site: SmallSite;
let github: TestGithub;
let running: TestService;

async function start(engine: TestEngine): Promise<void> {
  // "7 days" asks the same at every click: no line is new only because time went on.
  const clock = standingClock(smallSiteNow);
  site = await createSmallSite(engine);
  github = await startTestGithub(clock.now);
  github.standIn.repository.add({ title: "unstable test `planSuite.TestPlanStatsOfPartitions`" });
  const settings = { gh_token: github.token, github_api_url: github.standIn.url, public_url: "https://ci.example.com" };
  // Nobody clicks five times a second, so the platform's limit is no part of this test.
  running = await startTestService({ ...site.settings, ...settings }, clock, { queriesPerSecond: 1_000 });
  // The nightly job is done: from now on only clicks change anything.
  await running.standIn.waitForMessage(({ content }) => content.includes("File an issue?"));
}
afterEach(async () => {
  await running.stop();
  await github.standIn.close();
  await site.remove();
});

/** A button, a row, an option or a form, and how many clicks away its card is. */
interface Step extends CardAction {
  readonly message: Message;
  readonly depth: number;
}

/** What is left to click, nearest first: each thing once on shared cards and once where cards change in place. */
function createPlan(clicksDeep: number) {
  const seen = new Set<string>();
  const left: Step[] = [];
  return {
    next: () => left.shift(),
    add(message: Message, depth: number) {
      if (depth > clicksDeep) return;
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

/** Clicks, and gives the message that answers: the card itself, or one in its thread; undefined where none comes. */
async function click({ action, message: { messageId, chatId } }: Step): Promise<Message | undefined> {
  const { standIn } = running;
  const before = new Map(standIn.messagesIn(chatId).map((each) => [each.messageId, each.content]));
  const { code, toast } = await standIn.click(messageId, action);
  if (code !== 0) return undefined;
  const isReply = (each: Message) => each.parentId === messageId && !before.has(each.messageId);
  // Without a toast the click itself brought the card.
  const isChanged = (each: Message) =>
    each.messageId === messageId && (toast === null || each.content !== before.get(messageId));
  return standIn.waitForMessage((each) => isReply(each) || isChanged(each)).catch(() => undefined);
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

/** Clicks all that is at most `clicksDeep` clicks away from the summary and the help, in a group and in private. */
async function clickThrough(engine: TestEngine, clicksDeep: number): Promise<readonly Step[]> {
  await start(engine);
  const plan = createPlan(clicksDeep);
  for (const chatId of [groupId(), running.standIn.privateChat.chatId])
    for (const line of questions) plan.add((await running.ask(line, { chatId })).message, 1);

  const clicked: Step[] = [];
  const faults: string[] = [];
  for (let step = plan.next(); step; step = plan.next()) {
    const { line, depth } = step;
    const answer = await click(step);
    clicked.push(step);
    faults.push(...faultsOf(line, answer).map((fault) => `${line}: ${fault}`));
    if (answer) plan.add(answer, depth + 1);
  }
  expect(faults).toEqual([]);
  expect(clicked).toHaveLength(plan.size());
  return clicked;
}

const groupId = () => running.standIn.chatNamed("CI Status Report").chatId;

test("every button within four clicks of the summary and the help gives a valid card", async () => {
  const clicked = await clickThrough(sqlite, 4);
  expect(clicked.length).toBeGreaterThan(1_500);
  const shared = clicked.filter(({ message, depth }) => message.chatId === groupId() && depth === 1);
  expect(shared.length).toBeGreaterThan(40);
  const lines = clicked.map(({ line }) => line);
  const everyCommand = commands.map(({ name }) => name).filter((name) => !fromNoticesOnly.includes(name));
  expect(new Set(lines.map((line) => line.split(" ")[0]))).toEqual(new Set(everyCommand));
  for (const part of [
    /--sort reruns/,
    /^pr 8 /,
    /^commit [0-9a-f]+/,
    /^case .*--page 2/,
    /--repo tikv\/tikv/,
    /\d \+0800\.\./,
    / 30d$/,
  ])
    expect(lines).toContainEqual(expect.stringMatching(part));
}, 600_000);

/** Four clicks deep are thousands, too many for each engine. */
const servers = engines.filter(({ engine }) => engine !== "sqlite");
test.each(servers)("on $engine, every button of the summary and the help gives a valid card", async (server) => {
  const clicked = await clickThrough(server, 1);
  expect(clicked.length).toBeGreaterThan(80);
});

/** Buttons of pushed cards, never of an answer. */
const fromNoticesOnly = ["issue-close", "issue-keep", "issue-trust-listing"];
