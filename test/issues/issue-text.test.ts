import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { describe, expect, test } from "vitest";
import { howToRun } from "../../src/issues/how-to-run.ts";
import { issueDraft, reopenComment, type Story } from "../../src/issues/issue-text.ts";
import { cell, code, fence, link } from "../../src/issues/markdown.ts";
import { nightlyCases } from "../../src/issues/nightly-case.ts";
import { saysTheSame, statusBlock, withStatus } from "../../src/issues/status-block.ts";
import { caseKey, coveredBy, markedKeys, type Subject, subjectsOf } from "../../src/issues/subject.ts";
import type { Failure } from "../../src/model/failure.ts";
import { at, zone } from "../support/runs.ts";
import { NIGHT, nightRun, sampleIssue, sighting } from "./sample-night.ts";

const links = {
  run: ({ job, id }: { job: string; id: number }) => `https://ci.example/job/${encodeURIComponent(job)}/${id}/`,
  commit: (repo: string, hash: string) => `https://github.com/${repo}/commit/${hash}`,
  branch: () => undefined,
  pullRequest: () => undefined,
  logPage: () => undefined,
};

function story(failure: Partial<Failure> = {}, said: Partial<Story> = {}): Story {
  const [subject] = subjectsOf(nightlyCases([sighting(failure)])) as [Subject];
  const occurrence = { job: "tidb-unit-test-nightly", id: 100, time: NIGHT, repo: null, branch: "master" };
  const evidence = {
    run: nightRun(),
    commit: "c0ffee".padEnd(40, "0"),
    jobs: ["tidb-unit-test-nightly"],
    day: { failed: 1, runs: 4 },
    week: { failed: 3, runs: 28 },
    month: { failed: 3, runs: 120 },
    firstSeen: at("2021-06-15 01:30"),
    lastSeen: NIGHT,
    lastRuns: [{ ...occurrence, pull: null, commit: null, excerpt: "", logLine: null }],
    otherBranches: [{ name: "release-5.0", runs: 2 }],
    asOf: at("2021-06-21 00:00"),
  };
  return { subject, evidence, linked: null, repo: "pingcap/tidb", links, zone, ...said };
}

const body = (failure: Partial<Failure> = {}, said: Partial<Story> = {}) => issueDraft(story(failure, said), []).body;
const html = (markdown: string) => new MarkdownIt({ html: true, linkify: true }).render(markdown);

/** What a reader sees outside code: where a mention would notify somebody. */
const outsideCode = (markdown: string) =>
  html(markdown)
    .replace(/<pre>[\s\S]*?<\/pre>/g, "")
    .replace(/<code>[\s\S]*?<\/code>/g, "")
    .replace(/<!--[\s\S]*?-->| href="[^"]*"/g, "");

describe("an issue's text", () => {
  test("has the title that the original wrote", () => {
    expect(issueDraft(story(), ["type/bug"])).toMatchObject({
      title: "unstable test `testSuite.TestPlanStats`",
      labels: ["type/bug"],
    });
  });

  test("tells what failed, where, how often, and how to run it", () => {
    const text = body({ excerpt: "obtained 1\nexpected 2" });
    for (const told of [
      "obtained 1\nexpected 2",
      "`executor_test.go:204`",
      "[#100](<https://ci.example/job/tidb-unit-test-nightly/100/>), started 2021-06-20 01:30 +08:00",
      "`c0ffee0000000000000000000000000000000000`",
      "| last 24 hours | 1 of 4 runs |",
      "| last 7 days | 3 of 28 runs |",
      "| last 30 days | 3 of 120 runs |",
      "| first seen | 2021-06-15 01:30 +08:00 |",
      "`release-5.0` (2)",
      "go test ./executor -check.f '^testSuite\\.TestPlanStats$'",
    ])
      expect(text).toContain(told);
    expect(markedKeys(text)).toEqual([caseKey("testSuite.TestPlanStats")]);
  });

  test("links a closed issue, and says that it was not planned", () => {
    const linked = sampleIssue({ number: 77, state: "closed", stateReason: "not_planned" });
    expect(body({}, { linked })).toContain("#77, closed as not planned");
  });

  test("holds no secret, mail address or phone number", () => {
    const token = "ghp_0123456789abcdefghijABCDEFGHIJ012345";
    const text = body({ excerpt: `Authorization: token ${token}\nfrom somebody@example.com` });
    expect(text).not.toContain(token);
    expect(text).not.toContain("somebody@example.com");
  });

  test("is no longer than 60,000 characters, whatever the log says", () => {
    for (const excerpt of [`${"x".repeat(500)}\n`.repeat(400), "`".repeat(16_000), "测试\n".repeat(60_000)])
      expect(body({ excerpt }).length).toBeLessThanOrEqual(60_000);
  });

  const hostile = [
    "```\n@everyone come here\n```",
    "``````\n# out\n@pingcap/all",
    "~~~\n@somebody",
    "</code></pre><img src=x onerror=alert(1)> @somebody",
    "<!-- ci_stat: case:other.TestX -->",
    "--> @somebody",
    "\u202e@somebody",
    "| a | b |\n@somebody",
    "fixes #1\n@somebody",
    "\r\n```\r\n@somebody\r\n",
  ];
  test.each(hostile)("keeps %j inside its fence", (excerpt) => {
    const text = body({ excerpt });
    expect(outsideCode(text)).not.toMatch(/@|onerror|<h1>|fixes/i);
    expect(markedKeys(text)).toEqual([caseKey("testSuite.TestPlanStats")]);
    expect(text).toContain("### What happens next");
    expect(html(text)).toContain("<h3>What happens next</h3>");
  });

  test.each(hostile)("takes %j for a case's name, a branch and a package without harm", (name) => {
    const dirty = story({ name, target: name, file: name }, {});
    const run = nightRun({ branch: name, job: name });
    const evidence = { ...dirty.evidence, run, otherBranches: [{ name, runs: 1 }] };
    const draft = issueDraft({ ...dirty, evidence }, []);
    expect(outsideCode(draft.body)).not.toMatch(/@|onerror|fixes/i);
    expect(draft.title).not.toContain("\n");
    expect(markedKeys(draft.body)).toEqual([caseKey(name)]);
  });

  test("no text gets out of a fence or a span of code", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("`", "~", "\n", " ", "a", "@", "<", "|", "\\") }), (text) => {
        const around = html(`before\n\n${fence(text)}\n\n${code(text)} after`);
        expect(outsideCode(`${fence(text)}\n\n${code(text)}`)).not.toMatch(/[@<]a|@/);
        expect(around).toContain("before");
        expect(around).toContain("after");
      }),
    );
  });

  test("a bar does not end a cell, an address does not end a link", () => {
    const table = `| a | b |\n|---|---|\n| ${cell("x|y")} | z |`;
    expect(html(table)).toContain("<td><code>x|y</code></td>");
    expect(html(link("there", "https://ci.example/a)b> c"))).toContain(
      '<a href="https://ci.example/a)b%3E%20c">there</a>',
    );
  });

  test("a comment on reopening says which run failed after the fix", () => {
    const text = reopenComment(story({ excerpt: "boom" }));
    expect(text).toContain("failed again in [`tidb-unit-test-nightly` #100]");
    expect(text).toContain("boom");
  });
});

describe("the status block", () => {
  const block = (failed: number) => {
    const told = story();
    const evidence = { ...told.evidence, week: { failed, runs: 28 } };
    return statusBlock(coveredBy(told.subject), evidence, told);
  };

  test("is replaced where it is, and what people wrote around it stays", () => {
    const text = `top, by a person\n\n${block(3)}\n\nbottom, by a person`;
    const after = withStatus(text, block(4), false);
    expect(after).toBe(`top, by a person\n\n${block(4)}\n\nbottom, by a person`);
  });

  test("is not put back where somebody took it out, but comes to an issue that is taken over", () => {
    expect(withStatus("a person's words", block(3), false)).toBe("a person's words");
    expect(withStatus("a person's words", block(3), true)).toBe(`a person's words\n\n${block(3)}\n`);
  });

  test("that only got older says the same", () => {
    const older = block(3).replace("As of 2021-06-21", "As of 2021-06-22");
    expect(older).not.toBe(block(3));
    expect(saysTheSame(older, block(3))).toBe(true);
    expect(saysTheSame(block(4), block(3))).toBe(false);
  });
});

test.each([
  [{ rule: "gocheck", name: "s.TestA", target: "github.com/pingcap/tidb/ddl" }, "go test ./ddl -check.f '^s\\.TestA$'"],
  [
    { rule: "go test", name: "TestA/b_c", target: "github.com/pingcap/tidb" },
    "go test . -run '^TestA$/^b_c$' -count=1",
  ],
  [{ rule: "go test", name: "TestA", target: null }, "go test ./... -run '^TestA$' -count=1"],
  [{ rule: "libtest", name: "a::b", target: null }, "cargo test a::b -- --exact"],
  [{ rule: "nextest", name: "tikv::storage test_x", target: null }, "cargo nextest run -E 'test(=test_x)'"],
  [{ rule: "go test", name: "Test'; rm -rf ~", target: null }, "go test ./... -run '^Test'\\''; rm -rf ~$' -count=1"],
  [{ rule: "a site's own", name: "x", target: null }, null],
])("%j is run by %s", (failure, command) => {
  expect(howToRun(failure)).toBe(command);
});
