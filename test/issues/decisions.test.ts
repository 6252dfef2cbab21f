import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { caseKey } from "../../src/issues/subject.ts";
import { DAY } from "../../src/model/window.ts";
import { RefusedError } from "../../src/ports/errors.ts";
import { engines } from "../support/engines.ts";
import { at } from "../support/runs.ts";
import { MIDNIGHT, type NightDesk, nightly, openNightDesk, WINDOW } from "./night-desk.ts";

const NAME = "testSuite.TestPlanStats";
const KEY = caseKey(NAME);
const UNTIL = MIDNIGHT + DAY;
const failed = (id = 1, time = "2021-06-20 01:30", ...names: string[]) =>
  nightly(id, time, { case: names.length > 0 ? names : [NAME] });

describe.each(engines)("people decide, on $engine", (engine) => {
  let night: NightDesk;
  beforeEach(async () => {
    night = await openNightDesk(engine);
    await night.add([failed()]);
  });
  afterEach(async () => {
    await night.close();
  });

  const issues = () => night.github.standIn.repository.issues;
  const titles = () => night.sent.map(({ view }) => view.title.en_us);

  test("nothing is filed until somebody says so; then once, announced, and it is kept who did", async () => {
    const desk = night.replica("ask");
    await desk.work(WINDOW, UNTIL);
    await desk.work(WINDOW, UNTIL);
    expect(issues()).toEqual([]);
    expect(night.sent.map(({ to }) => to)).toEqual(["deciders"]);

    expect(await desk.decide(KEY, { kind: "file" }, "ou_first")).toMatchObject({ kind: "done", issue: { number: 1 } });
    expect(await desk.decide(KEY, { kind: "file" }, "ou_second")).toMatchObject({
      kind: "found",
      issue: { number: 1 },
    });
    expect(issues()).toHaveLength(1);
    expect(titles()).toEqual([`File an issue? ${NAME}`, `Issue #1 filed: ${NAME}`]);
    const { decisions } = await desk.tracked();
    expect(decisions).toMatchObject([{ subject: KEY, kind: "file", by: "ou_first", number: 1 }]);
    expect(await desk.preview(NAME)).toMatchObject({ verdict: { kind: "covered" }, decisions: [{ by: "ou_first" }] });
  });

  test("two who click at the same moment file one issue", async () => {
    await night.replica("ask").work(WINDOW, UNTIL);
    const clicks = ["ou_a", "ou_b", "ou_c"].map((who) => night.replica("ask").decide(KEY, { kind: "file" }, who));
    const kinds = (await Promise.all(clicks)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "done")).toHaveLength(1);
    expect(issues()).toHaveLength(1);
  });

  test("an existing issue is taken over: it gets a status block and keeps its words", async () => {
    const { repository } = night.github.standIn;
    repository.add({ title: "plan stats are flaky", body: "my words" });
    const desk = night.replica("ask");
    await desk.plan(WINDOW, UNTIL);
    expect(await desk.decide(KEY, { kind: "adopt", number: 1 }, "ou_x")).toMatchObject({ kind: "done" });
    expect(issues()).toHaveLength(1);
    expect(issues()[0]?.body).toMatch(/^my words\n\n[\s\S]*1 of 1 run/);

    await night.add([failed(2, "2021-06-20 02:30")]);
    await night.replica("create").work(WINDOW, UNTIL);
    expect(issues()).toHaveLength(1);
    expect(issues()[0]?.body).toMatch(/^my words\n\n[\s\S]*2 of 2 runs/);
    expect(await desk.decide(KEY, { kind: "adopt", number: 99 }, "ou_x")).toMatchObject({
      kind: "no_issue",
      issue: null,
    });
  });

  test("what people write into an issue of ours stays", async () => {
    const desk = night.replica();
    await desk.work(WINDOW, UNTIL);
    const { repository } = night.github.standIn;
    repository.edit(1, { body: `A person's note.\n\n${issues()[0]?.body}`, title: "another title" });
    await night.add([failed(2, "2021-06-20 02:30")]);
    await desk.work(WINDOW, UNTIL);
    expect(issues()[0]?.body).toMatch(/^A person's note\.[\s\S]*2 of 2 runs/);
    expect(issues()[0]?.title).toBe("another title");
  });

  test("snoozed until a day, it comes back after it; said to be no bug, it does not", async () => {
    const desk = night.replica("create");
    await desk.plan(WINDOW, UNTIL);
    await desk.decide(KEY, { kind: "snooze", until: MIDNIGHT + 7 * DAY }, "ou_x");
    await desk.work(WINDOW, UNTIL);
    expect(issues()).toEqual([]);
    night.clock.set(MIDNIGHT + 8 * DAY);
    await desk.decide(KEY, { kind: "not_a_bug" }, "ou_y");
    await desk.work(WINDOW, UNTIL);
    expect(issues()).toEqual([]);
    expect((await desk.tracked()).decisions.map(({ kind, by }) => `${by} ${kind}`)).toEqual([
      "ou_y not_a_bug",
      "ou_x snooze",
    ]);
    // A person may change their mind.
    await desk.decide(KEY, { kind: "file" }, "ou_x");
    expect(issues()).toHaveLength(1);
  });

  test("a plan says in full what would be done, and does none of it", async () => {
    const { repository } = night.github.standIn;
    repository.add({
      title: "unstable test `b.TestB`",
      state: "closed",
      closedAt: at("2021-06-19 00:00"),
      createdAt: at("2021-06-01 00:00"),
    });
    await night.add([failed(2, "2021-06-20 02:30", "b.TestB")]);
    const plan = await night.replica("create").plan(WINDOW, UNTIL);
    expect(plan).toMatchObject({
      planned: [
        { kind: "reopen", issue: { number: 1 }, comment: expect.stringContaining("failed again") },
        {
          kind: "file",
          draft: {
            title: `unstable test \`${NAME}\``,
            body: expect.stringContaining("1 of 2 runs"),
            labels: ["type/bug"],
          },
        },
      ],
    });
    expect(issues()).toHaveLength(1);
    expect(issues()[0]?.state).toBe("closed");
    expect(night.sent).toEqual([]);
    expect(await night.ledger.tracked()).toEqual([]);
    expect(await night.ledger.lastCount()).toBeUndefined();
  });

  test("more than five at once are told of in one card", async () => {
    const names = Array.from({ length: 8 }, (_, index) => `suite${index}.TestCase${index}`);
    await night.add([failed(3, "2021-06-20 03:30", ...names)]);
    await night.replica("ask").work(WINDOW, UNTIL);
    expect(titles().filter((title) => title.startsWith("File an issue?"))).toHaveLength(5);
    expect(titles().at(-1)).toBe("4 more failures waiting: the limit of new issues has been reached");
  });

  test("an issue that a person closes is announced, once", async () => {
    const desk = night.replica();
    await desk.work(WINDOW, UNTIL);
    night.clock.set(MIDNIGHT + DAY);
    night.github.standIn.repository.edit(1, { state: "closed" });
    const quiet = { begin: MIDNIGHT, end: MIDNIGHT + DAY };
    await desk.work(quiet, UNTIL + DAY);
    await desk.work(quiet, UNTIL + DAY);
    expect(titles()).toEqual([`Issue #1 filed: ${NAME}`, `Issue #1 closed: ${NAME}`]);
    expect(await night.ledger.tracked()).toMatchObject([{ state: "closed" }]);
  });

  test("a case that is quiet for 30 days and 200 runs is offered for closing, and closed by a click", async () => {
    const desk = night.replica();
    await desk.work(WINDOW, UNTIL);
    const later = (day: number) =>
      `2021-0${day < 11 ? 6 : 7}-${String(day < 11 ? 20 + day : day - 10).padStart(2, "0")}`;
    const passed = (day: number, each: number) => nightly(1000 + day * 10 + each, `${later(day)} 0${each}:00`, null);
    await night.add(Array.from({ length: 33 }, (_, day) => [1, 2, 3, 4, 5, 6].map((each) => passed(day, each))).flat());
    const look = async (now: number) => {
      night.clock.set(now);
      await desk.work({ begin: now - DAY, end: now }, now + DAY);
    };
    await look(at("2021-07-19 00:00"));
    expect(titles(), "29 days").toHaveLength(1);
    await look(at("2021-07-21 00:00"));
    expect(titles(), "31 days, and fewer than 200 runs").toHaveLength(1);
    await night.add([1, 2, 3, 4, 5, 6, 7].map((each) => passed(33, each)));
    for (const day of [24, 25]) await look(at(`2021-07-${day} 00:00`));
    expect(titles()).toEqual([`Issue #1 filed: ${NAME}`, `Close issue #1? ${NAME} has stopped failing`]);
    await desk.decide(KEY, { kind: "close" }, "ou_x");
    expect(issues()[0]?.state).toBe("closed");
    expect(titles().at(-1)).toBe(`Issue #1 closed: ${NAME}`);
  });

  test("a token without the right to write is told by name, and the case may be filed once it has it", async () => {
    const { standIn } = night.github;
    const headers = { "x-accepted-github-permissions": "issues=write" };
    standIn.intercept = ({ method }) =>
      method === "POST" ? { status: 403, headers, body: { message: "no" } } : undefined;
    const desk = night.replica();
    await expect(desk.work(WINDOW, UNTIL)).rejects.toBeInstanceOf(RefusedError);
    expect(night.sent).toMatchObject([{ to: "admins" }]);
    expect(JSON.stringify(night.sent[0]?.view)).toContain("lacks the permission issues=write");
    standIn.intercept = undefined;
    await desk.work(WINDOW, UNTIL);
    expect(issues()).toHaveLength(1);
  });

  test("a person may say that a listing is right though it is short", async () => {
    const { standIn } = night.github;
    for (let index = 0; index < 40; index++) standIn.repository.add({ title: `issue ${index}` });
    const desk = night.replica("ask");
    await desk.work(WINDOW, UNTIL);
    standIn.intercept = ({ path }) => (path.includes("state=open") ? { status: 200, body: [] } : undefined);
    expect(await desk.work(WINDOW, UNTIL)).toMatchObject({ kind: "distrusted", fault: "empty" });
    expect(await desk.trustListing()).toBe(0);
    expect(await desk.work(WINDOW, UNTIL)).toMatchObject({ kind: "planned" });
  });

  test("switched off, it keeps issues up to date and files none", async () => {
    await night.replica("off").work(WINDOW, UNTIL);
    expect(issues()).toEqual([]);
    expect(night.sent).toEqual([]);
  });

  test("the evidence of a case is gathered once a night, however many texts tell of it", async () => {
    await night.replica("create").work(WINDOW, UNTIL);
    expect(titles()).toEqual([`Issue #1 filed: ${NAME}`]);
    expect(night.evidenceOf).toEqual([NAME]);
  });

  test("a decision changes the cards that asked, unless nothing came of it", async () => {
    const desk = night.replica("ask");
    await desk.work(WINDOW, UNTIL);
    await desk.decide(KEY, { kind: "adopt", number: 99 }, "ou_x");
    expect(night.replaced).toEqual([]);
    await desk.decide(KEY, { kind: "file" }, "ou_x");
    await desk.decide(KEY, { kind: "file" }, "ou_y");
    expect(night.replaced.map(({ subject, view }) => [subject, view.title.en_us])).toEqual([
      [KEY, "Filed as #1"],
      [KEY, "There is already an issue: #1"],
    ]);
  });

  test("what is found in an aborted run says why it was aborted, and files no issue", async () => {
    const aborted = nightly(3, "2021-06-20 02:30", { case: ["testAborted"] });
    await night.add([{ ...aborted, status: "ABORTED" }]);
    await night.replica("create").plan(WINDOW, UNTIL);
    await night.keep({ job: aborted.job, id: 3 }, "testAborted");
    await night.replica("create").work(WINDOW, UNTIL);
    expect(titles()).toEqual([`Issue #1 filed: ${NAME}`]);
    expect(await night.replica("create").preview("testAborted")).toBeUndefined();
  });

  test("what only probably broke a run, and a run's last words, file no issue", async () => {
    const first = nightly(4, "2021-06-20 02:40", { case: ["testNoted"] });
    const second = nightly(5, "2021-06-20 02:50", { case: ["testNoted"] });
    await night.add([first, second]);
    const desk = night.replica("create");
    await desk.plan(WINDOW, UNTIL);
    await night.keep({ job: first.job, id: 4 }, "testProbable", { probable: true });
    await night.keep({ job: second.job, id: 5 }, "it did not start", { cause: "unknown" });
    await desk.work(WINDOW, UNTIL);
    expect(titles()).toEqual([`Issue #1 filed: ${NAME}`]);
  });

  test("how often a case failed is counted over a day, a week and a month", async () => {
    await night.add([
      nightly(11, "2021-06-17 01:30", { case: [NAME] }),
      nightly(12, "2021-06-18 01:30", null),
      nightly(13, "2021-06-01 01:30", { case: [NAME] }),
      nightly(14, "2021-05-01 01:30", { case: [NAME] }),
    ]);
    const desk = night.replica("ask");
    for (const month of ["05", "06"])
      await desk.plan({ begin: at(`2021-${month}-01 00:00`), end: at(`2021-${month}-21 00:00`) }, UNTIL);
    const preview = await desk.preview(NAME);
    expect(preview?.evidence).toMatchObject({
      day: { failed: 1, runs: 1 },
      week: { failed: 2, runs: 3 },
      month: { failed: 3, runs: 4 },
      firstSeen: at("2021-05-01 01:30"),
      lastSeen: at("2021-06-20 01:30"),
    });
  });

  test("what was filed is announced to everyone, once", async () => {
    const desk = night.replica("create");
    await desk.work(WINDOW, UNTIL);
    await desk.work(WINDOW, UNTIL);
    expect(night.sent.map(({ to, key }) => [to, key.split(":")[0]])).toEqual([["everyone", "issue"]]);
  });
});
