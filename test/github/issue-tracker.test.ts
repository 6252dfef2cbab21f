import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { RefusedError, UnreachableError } from "../../src/ports/errors.ts";
import { startTestGithub, type TestGithub } from "../support/github.ts";
import { at } from "../support/runs.ts";

let github: TestGithub;
beforeEach(async () => {
  github = await startTestGithub();
});
afterEach(async () => {
  await github.standIn.close();
});

const draft = { title: "unstable test `a.TestB`", body: "text", labels: ["type/bug"] };
const lists = () => github.standIn.calls.filter(({ path }) => path.includes("/issues?"));
const creates = () => github.standIn.calls.filter(({ method }) => method === "POST");

describe("listing", () => {
  test("reads every page and leaves pull requests out", async () => {
    for (let index = 0; index < 450; index++)
      github.standIn.repository.add({
        title: `issue ${index}`,
        isPull: index % 3 === 0,
        state: index % 5 ? "open" : "closed",
      });
    const open = await github.tracker().list({ state: "open" });
    expect(open).toHaveLength(
      github.standIn.repository.issues.filter((each) => each.state === "open" && !each.isPull).length,
    );
    expect(new Set(open.map(({ number }) => number)).size).toBe(open.length);
    expect(lists()).toHaveLength(4);
  });

  test("asks for what changed since", async () => {
    const { repository } = github.standIn;
    repository.add({
      title: "old",
      createdAt: at("2021-01-01 00:00"),
      state: "closed",
      closedAt: at("2021-02-01 00:00"),
    });
    repository.add({
      title: "late",
      createdAt: at("2021-01-01 00:00"),
      state: "closed",
      closedAt: at("2021-06-01 00:00"),
    });
    const found = await github.tracker().list({ state: "closed", since: at("2021-05-01 00:00") });
    expect(found).toMatchObject([{ title: "late", state: "closed", closedAt: at("2021-06-01 00:00") }]);
  });

  test("that fails on a page for good is an error, not a short list", async () => {
    for (let index = 0; index < 250; index++) github.standIn.repository.add({ title: `issue ${index}` });
    github.standIn.intercept = ({ path }) =>
      path.includes("page=2") && !path.includes("per_page=2") ? { status: 502 } : undefined;
    await expect(github.tracker().list({ state: "open" })).rejects.toBeInstanceOf(UnreachableError);
  });

  test("survives a page that fails once, and one that is cut off", async () => {
    for (let index = 0; index < 250; index++) github.standIn.repository.add({ title: `issue ${index}` });
    const failed = new Set<string>();
    github.standIn.intercept = ({ path }) => {
      if (failed.has(path)) return undefined;
      failed.add(path);
      return failed.size % 2 ? { status: 503 } : "lost";
    };
    expect(await github.tracker().list({ state: "open" })).toHaveLength(250);
  });

  test("waits for answers that are slow", async () => {
    for (let index = 0; index < 250; index++) github.standIn.repository.add({ title: `issue ${index}` });
    github.standIn.intercept = async () => {
      await new Promise((resolve) => setTimeout(resolve, 400));
      return undefined;
    };
    expect(await github.tracker().list({ state: "open" })).toHaveLength(250);
  });

  test("waits as a secondary rate limit says, and goes on", async () => {
    github.standIn.repository.add({ title: "one" });
    let limited = 0;
    github.standIn.intercept = () => {
      if (limited++ > 0) return undefined;
      return {
        status: 403,
        headers: { "retry-after": "2" },
        body: { message: "You have exceeded a secondary rate limit" },
      };
    };
    expect(await github.tracker().list({ state: "open" })).toHaveLength(1);
    expect(lists()).toHaveLength(2);
  });

  test("does not wait for a limit that lifts in an hour", async () => {
    const reset = String(Math.floor(Date.now() / 1000) + 3600);
    github.standIn.intercept = () => ({
      status: 403,
      headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset },
      body: { message: "API rate limit exceeded" },
    });
    await expect(github.tracker().list({ state: "open" })).rejects.toBeInstanceOf(UnreachableError);
    expect(lists()).toHaveLength(1);
  });
});

describe("creating", () => {
  test("makes an issue with its labels", async () => {
    const issue = await github.tracker().create(draft);
    expect(issue).toMatchObject({ number: 1, title: draft.title, body: "text", state: "open", author: "ci-stat-bot" });
    expect(github.standIn.repository.issue(1)?.labels).toEqual(["type/bug"]);
  });

  test.each(["lost", { status: 502 }] as const)("is not tried again by itself when the answer is %j", async (fault) => {
    github.standIn.intercept = ({ method }) => (method === "POST" ? fault : undefined);
    await expect(github.tracker().create(draft)).rejects.toBeInstanceOf(UnreachableError);
    expect(creates()).toHaveLength(1);
    expect(github.standIn.repository.issues).toHaveLength(fault === "lost" ? 1 : 0);
  });
});

test("closing, reopening, editing and commenting are carried out", async () => {
  const tracker = github.tracker();
  const { number } = await tracker.create(draft);
  await tracker.change(number, { state: "closed", body: "new" });
  expect(await tracker.issue(number)).toMatchObject({ state: "closed", stateReason: "completed", body: "new" });
  await tracker.change(number, { state: "open" });
  expect(await tracker.issue(number)).toMatchObject({ state: "open", closedAt: null });
  await tracker.comment(number, "again");
  expect(github.standIn.repository.issue(number)?.comments).toMatchObject([{ body: "again" }]);
});

test("an issue that is not there, or is a pull request, is none", async () => {
  github.standIn.repository.add({ title: "a change", isPull: true });
  expect(await github.tracker().issue(1)).toBeUndefined();
  expect(await github.tracker().issue(2)).toBeUndefined();
});

describe("what is missing is named", () => {
  test.each([
    [401, {}, "the token in gh_token is not valid"],
    [403, { "x-accepted-github-permissions": "issues=write" }, "lacks the permission issues=write for pingcap/tidb"],
    [403, { "x-accepted-oauth-scopes": "repo", "x-oauth-scopes": "gist" }, "lacks one of the scopes repo; it has gist"],
    [403, { "x-github-sso": "required; url=x" }, "single sign-on"],
    [403, {}, '"Issues: read and write"'],
    [404, {}, "there is no pingcap/tidb that the token"],
    [410, {}, "issues are switched off in pingcap/tidb"],
  ] as const)("%i %j", async (status, headers, words) => {
    github.standIn.intercept = () => ({ status, headers, body: { message: "no" } });
    const refused = await github
      .tracker()
      .list({ state: "open" })
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(RefusedError);
    expect(String(refused)).toContain(words);
    expect(lists()).toHaveLength(1);
  });

  test("no message holds the token", async () => {
    const refused = await github
      .tracker("ghp_0123456789abcdefghijABCDEFGHIJ012345")
      .list({ state: "open" })
      .catch(String);
    expect(refused).toContain("401");
    expect(refused).not.toContain("ghp_");
  });
});

test("a GitHub that is away is unreachable", async () => {
  const tracker = github.tracker();
  await github.standIn.close();
  await expect(tracker.list({ state: "open" })).rejects.toBeInstanceOf(UnreachableError);
  github = await startTestGithub();
});
