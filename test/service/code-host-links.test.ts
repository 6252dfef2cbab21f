import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { loadConfig } from "../../src/config.ts";
import { createLinks } from "../../src/service/links.ts";
import { standingClock } from "../support/clock.ts";

function linksWith(environment: Record<string, string> = {}) {
  const { settings } = loadConfig(environment, tmpdir());
  return createLinks(settings, {
    publicUrl: () => undefined,
    fullJob: (job) => job,
    linkKey: () => Buffer.alloc(32),
    clock: standingClock(0),
  });
}

const self = { CI_STAT_GIT_HOSTS: '{"https://git.example.com": "gitlab", "http://code:8080": "gitee"}' };

test.each([
  ["pingcap/tidb", {}, "https://github.com/pingcap/tidb", "pull/7", "commit/c0ffee", "tree/feature/%23x"],
  [
    "pingcap/tidb",
    { CI_STAT_GITHUB_API_URL: "https://ghe.example.com/api/v3" },
    "https://ghe.example.com/pingcap/tidb",
    "pull/7",
    "commit/c0ffee",
    "tree/feature/%23x",
  ],
  [
    "gitlab.example.com/group/sub/repo",
    {},
    "https://gitlab.example.com/group/sub/repo",
    "-/merge_requests/7",
    "-/commit/c0ffee",
    "-/tree/feature/%23x",
  ],
  ["gitee.com/team/app", {}, "https://gitee.com/team/app", "pulls/7", "commit/c0ffee", "tree/feature/%23x"],
  [
    "git.example.com/a/b/c",
    self,
    "https://git.example.com/a/b/c",
    "-/merge_requests/7",
    "-/commit/c0ffee",
    "-/tree/feature/%23x",
  ],
  ["code:8080/a/b", self, "http://code:8080/a/b", "pulls/7", "commit/c0ffee", "tree/feature/%23x"],
])("links of %s with %j", (repo, environment, site, pull, commit, branch) => {
  const links = linksWith(environment);
  expect(links.pullRequest({ repo, number: 7, link: null })).toBe(`${site}/${pull}`);
  expect(links.commit(repo, "c0ffee")).toBe(`${site}/${commit}`);
  expect(links.branch(repo, "feature/#x")).toBe(`${site}/${branch}`);
});

test("the address that a pull request's runs tell comes first", () => {
  const link = "https://mirror.example.com/x/pull/7";
  expect(linksWith().pullRequest({ repo: "a/b", number: 7, link })).toBe(link);
});

test.each(["git.example.com/a/b", "", "a", "a/<b>", "a/b c"])("there is no guess where “%s” is", (repo) => {
  const links = linksWith();
  expect(links.pullRequest({ repo, number: 7, link: null })).toBeUndefined();
  expect(links.commit(repo, "c0ffee")).toBeUndefined();
  expect(links.branch(repo, "main")).toBeUndefined();
});
