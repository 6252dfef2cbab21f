import { afterEach, beforeEach, expect, test } from "vitest";
import { readResults } from "../../../src/logs/results/read-results.ts";
import { RefusedError, UnreachableError } from "../../../src/ports/errors.ts";
import { jenkinsResults } from "../../../src/sources/jenkins/build-results.ts";
import { createJenkins } from "../../../src/sources/jenkins/client.ts";
import { createJenkinsSite } from "../../../src/sources/jenkins/site.ts";
import { standingClock } from "../../support/clock.ts";
import { type JenkinsStandIn, startJenkins } from "../../support/jenkins.ts";

const unit = { job: "team/unit test", id: 7 };
const place = "job/team/job/unit test/7";
const report = {
  failCount: 1,
  suites: [
    {
      cases: [
        {
          age: 1,
          className: "shop.CartTest",
          duration: 0.25,
          errorDetails: "应为 <3>",
          errorStackTrace: "java.lang.AssertionError: 应为 <3>\n\tat shop.CartTest.adds(CartTest.java:12)",
          name: "adds",
          status: "REGRESSION",
          stdout: "x".repeat(100_000),
        },
        { className: "shop.CartTest", duration: 0.1, errorDetails: null, name: "empties", status: "FIXED" },
        { className: "shop.CartTest", duration: 0, name: "later", status: "SKIPPED", skippedMessage: "not now" },
      ],
      name: "shop.CartTest",
    },
  ],
};
let jenkins: JenkinsStandIn;

beforeEach(async () => {
  jenkins = await startJenkins("bot:secret");
});
afterEach(() => jenkins.stop());

function source(access: { user?: string; token?: string } = { user: "bot", token: "secret" }) {
  const client = createJenkins({ url: jenkins.url, timeoutMs: 20_000, retryMs: 5, ...access });
  return jenkinsResults(createJenkinsSite(client, standingClock(0)));
}

async function read(from = source()) {
  const answer = await from.open(unit);
  return answer.kind === "none" ? answer.kind : readResults(answer.read(), answer.format);
}

test("the failed cases of a test report are read, and only what is needed is asked for", async () => {
  jenkins.setReport(place, report);
  expect(await read()).toMatchObject({
    cases: 3,
    failures: [{ name: "shop.CartTest.adds", file: "CartTest.java", line: 12, durationMs: 250 }],
    isCut: false,
  });
  expect(jenkins.asked).toHaveLength(1);
  expect(jenkins.asked[0]).toMatch(/^\/job\/team\/job\/unit%20test\/7\/testReport\/api\/json\?tree=suites\[/);
  expect(jenkins.asked[0]).not.toContain("stdout");
});

test("a build without a test report has no results", async () => {
  jenkins.setLog(place, "x");
  expect(await read()).toBe("none");
});

test("a job whose name leads elsewhere is not asked for", async () => {
  expect(await source().open({ job: "a/../b", id: 1 })).toEqual({ kind: "none" });
  expect(jenkins.asked).toEqual([]);
});

test("a Jenkins that stumbles once is asked again", async () => {
  jenkins.setReport(place, report);
  jenkins.failNext(503);
  expect(await read()).toMatchObject({ cases: 3 });
});

test("a Jenkins that is away says nothing about the run", async () => {
  jenkins.setReport(place, report);
  jenkins.failNext(503, 503, 503, 503, 503);
  await expect(read()).rejects.toBeInstanceOf(UnreachableError);
});

test("a connection that breaks half way says nothing about the run", async () => {
  jenkins.setReport(place, report);
  jenkins.breakNext(150);
  await expect(read()).rejects.toBeInstanceOf(UnreachableError);
});

test("a Jenkins that does not let us in says so", async () => {
  jenkins.setReport(place, report);
  await expect(read(source({}))).rejects.toBeInstanceOf(RefusedError);
});
