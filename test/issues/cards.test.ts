import { describe, expect, test } from "vitest";
import { renderCard } from "../../cards/render.ts";
import { issueDecisions } from "../../src/commands/issue/decisions.ts";
import { issuesView } from "../../src/commands/issues/view.ts";
import type { Question, Sources } from "../../src/commands/kit/command.ts";
import type { IssueDesk } from "../../src/issues/desk.ts";
import { distrustedReason, heldView, issueAlarmView, quietView } from "../../src/issues/views/alarm.ts";
import { issueDecidedView } from "../../src/issues/views/decided.ts";
import { issueNoticeView } from "../../src/issues/views/notice.ts";
import { issuePreviewView, type PreviewVerdict } from "../../src/issues/views/preview.ts";
import type { Evidence } from "../../src/model/evidence.ts";
import type { DecisionKind, IssueEvent, TrackedIssue, TrackedState } from "../../src/model/issue.ts";
import { inLocale, locales } from "../../src/model/text.ts";
import type { View } from "../../src/view/view.ts";
import { checkCard } from "../cards/card-schema.ts";
import { commandsOf } from "../cards/card-walk.ts";
import { cardText } from "../support/card-text.ts";
import { at, zone } from "../support/runs.ts";
import { NIGHT, nightRun, sampleIssue } from "./sample-night.ts";

const HOSTILE = "<at id=all></at> **x** [a](http://b) `测试` \u202e😀 ".repeat(12);
const links = { run: () => undefined, logPage: () => undefined, commit: () => undefined, pullRequest: () => undefined };
const evidence: Evidence = {
  run: nightRun({ job: HOSTILE.slice(0, 100), branch: HOSTILE.slice(0, 100) }),
  commit: "c0ffee",
  jobs: [HOSTILE],
  day: { failed: 1, runs: 4 },
  week: { failed: 0, runs: 28 },
  month: { failed: 3, runs: 1200 },
  firstSeen: NIGHT,
  lastSeen: NIGHT,
  lastRuns: [],
  otherBranches: Array.from({ length: 10 }, (_, index) => ({ name: `${HOSTILE.slice(0, 80)}${index}`, runs: 2 })),
  asOf: NIGHT,
};
const issue = sampleIssue({ number: 12, title: HOSTILE.slice(0, 250) });
const cases = Array.from({ length: 40 }, (_, index) => `${HOSTILE.slice(0, 280)}${index}`);

function preview(verdict: PreviewVerdict): View {
  const decisions = [
    { subject: "case:a", kind: "snooze", by: "ou_0123456789abcdef", at: NIGHT, number: null },
  ] as const;
  const told = {
    subject: "case:a",
    cases,
    repo: "pingcap/tidb",
    excerpt: HOSTILE.repeat(30),
    evidence,
    decisions,
    links,
    zone,
  };
  const draft = { title: HOSTILE.slice(0, 250), body: "", labels: ["type/bug"] };
  return issuePreviewView({ ...told, verdict, draft, nearest: [issue, issue, issue] });
}

function tracked(state: TrackedState): TrackedIssue {
  const known = {
    number: 12,
    url: issue.url,
    filedAt: NIGHT,
    closedAt: null,
    lastFailed: NIGHT,
    offeredAt: null,
    notice: null,
  };
  return { subject: "case:a", cases, state, snoozedUntil: NIGHT, ...known };
}

const asked = { scope: { window: { begin: 0, end: 1 }, jobs: [] }, slice: { limit: 10, offset: 0 }, zone, now: NIGHT };
const states: TrackedState[] = ["new", "asked", "open", "closed", "snoozed", "dismissed"];
const events: IssueEvent[] = ["filed", "reopened", "adopted", "closed"];
const kinds: DecisionKind[] = ["file", "adopt", "snooze", "not_a_bug", "close", "keep"];
const decided = { name: cases[0] ?? null, event: null, issue, until: NIGHT, by: "ou_0123456789abcdef", zone };

const views: readonly (readonly [string, View])[] = [
  ["file", preview({ kind: "file", linked: issue })],
  ["reopen", preview({ kind: "reopen", issue })],
  ["covered", preview({ kind: "covered", issue })],
  ...events.map((event) => {
    const told = { event, repo: "pingcap/tidb", number: 12, url: issue.url, cases, excerpt: HOSTILE, links, zone };
    return [event, issueNoticeView({ ...told, evidence: event === "closed" ? undefined : evidence })] as const;
  }),
  ["alarm", issueAlarmView("pingcap/tidb", distrustedReason("shrunk", 40, 400), true)],
  ["held", heldView("pingcap/tidb", cases)],
  [
    "quiet",
    quietView("pingcap/tidb", { tracked: tracked("open"), name: cases[0] ?? "", quietDays: 31, quietRuns: 240 }),
  ],
  ["list", issuesView(asked, "pingcap/tidb", { items: states.map(tracked), total: 60 }, [], { open: 1, asked: 1 })],
  ["empty list", issuesView(asked, "pingcap/tidb", { items: [], total: 0 }, [], { open: 0, asked: 0 })],
  ...kinds.map((wish) => [wish, issueDecidedView({ ...decided, kind: "done", wish }, "issue a")] as const),
  ...(["found", "unknown", "taken", "no_issue"] as const).map(
    (kind) => [kind, issueDecidedView({ ...decided, kind, wish: "file" }, "issue a")] as const,
  ),
];

describe("cards about issues", () => {
  test.each(views)("%s keeps to the platform's rules in both languages, whatever the names", (_, view) => {
    for (const locale of locales) {
      expect(checkCard(renderCard(view, { locale, interactive: true }))).toEqual([]);
      expect(inLocale(view.title, locale)).not.toBe("");
    }
  });
});

test.each(["snooze", "not_a_bug"] as const)(
  "after %s the card still says what it is about, and can be thought over",
  (wish) => {
    const name = "testSuite.TestPlanStats";
    const view = issueDecidedView({ ...decided, kind: "done", wish, issue: null, name }, `issue case:${name}`);
    const card = renderCard(view, { locale: "en_us", interactive: true, venue: "private" });
    expect(cardText(card)).toContain(name);
    expect(cardText(card)).not.toContain(decided.by);
    expect(commandsOf(card)).toContain(`issue case:${name}`);
  },
);

describe("decisions", () => {
  const silence = { afterMs: 0, hours: { days: [], from: "", to: "" } };
  const site = {
    zone,
    admins: ["ou_admin"],
    allowOtherTenants: false,
    nightlyJobs: [],
    hourlyCron: "",
    dailyCron: "",
    silence,
  };
  const question = (userId: string) =>
    ({ asker: { chatId: "oc_x", userId, fromOtherTenant: false }, zone, now: at("2021-06-21 00:00") }) as Question;

  test.each(issueDecisions.map((command) => [command.name, command] as const))(
    "%s is for admins only, where there are any",
    async (_, command) => {
      const done: string[] = [];
      const desk: Partial<IssueDesk> = {
        repo: "pingcap/tidb",
        async decide(_subject, wish, by) {
          done.push(by);
          return { kind: "done", wish: wish.kind, event: null, issue: null, until: null };
        },
        async trustListing() {
          done.push("ou_admin");
          return 1;
        },
      };
      const sources = { site, issues: desk } as unknown as Sources;
      const args = { subject: "case:a", number: "12", days: "7d" };
      const refused = await command.run(sources, args, question("ou_other"));
      expect(refused.title.en_us).toBe("Only admins can do this");
      expect(done).toEqual([]);
      await command.run(sources, args, question("ou_admin"));
      expect(done).toEqual(["ou_admin"]);
    },
  );
});
