import { describe, expect, test } from "vitest";
import { readPullLink, readRemote, repositoryName, splitRepository } from "../../src/model/code-host.ts";

test.each([
  ["https://gitlab.example.com/a/b/c.git", "https://gitlab.example.com", "a/b/c"],
  ["https://user:secret@gitlab.example.com/a/b.git/", "https://gitlab.example.com", "a/b"],
  ["http://code:8080/a/b", "http://code:8080", "a/b"],
  ["git@gitee.com:team/app.git", "https://gitee.com", "team/app"],
  ["ssh://git@gitlab.example.com:2222/a/b/c.git", "https://gitlab.example.com", "a/b/c"],
  ["git://github.com/pingcap/tidb", "https://github.com", "pingcap/tidb"],
])("clone address %s", (remote, site, path) => {
  expect(readRemote(remote)).toEqual({ site, path });
});

test.each(["", "/srv/git/repo.git", "file:///srv/git/repo.git", "C:\\repos\\tidb", "https://github.com/", "nonsense"])(
  "“%s” is no clone address of a host",
  (remote) => {
    expect(readRemote(remote)).toBeUndefined();
  },
);

test.each([
  ["https://github.com/pingcap/tidb/pull/77/files#diff", "github", "https://github.com", "pingcap/tidb", 77],
  ["https://gitlab.example.com/a/b/c/-/merge_requests/8", "gitlab", "https://gitlab.example.com", "a/b/c", 8],
  ["http://git.example.com:81/a/b/merge_requests/8", "gitlab", "http://git.example.com:81", "a/b", 8],
  ["https://gitee.com/team/app/pulls/15", "gitee", "https://gitee.com", "team/app", 15],
])("address %s", (link, kind, site, path, number) => {
  expect(readPullLink(link)).toEqual({ kind, repository: { site, path }, number });
});

test.each([null, "", "https://github.com/pingcap/tidb", "javascript:alert(1)//pull/7", "https://x/a/b/pull/7x"])(
  "“%s” is no address of a pull request",
  (link) => {
    expect(readPullLink(link)).toBeUndefined();
  },
);

describe("a repository's name", () => {
  test.each([
    ["https://github.com", "a/b", "https://github.com", "a/b", null],
    ["https://ghe.example.com", "a/b", "https://ghe.example.com", "a/b", null],
    ["https://github.com", "a/b", "https://ghe.example.com", "github.com/a/b", "github.com"],
    ["https://gitlab.example.com", "a/b/c", "https://github.com", "gitlab.example.com/a/b/c", "gitlab.example.com"],
    ["http://code", "a/b", "https://github.com", "code:80/a/b", "code:80"],
  ])("%s %s beside %s", (site, path, github, name, host) => {
    expect(repositoryName({ site, path }, github)).toBe(name);
    expect(splitRepository(name)).toEqual({ host, path });
  });
});
