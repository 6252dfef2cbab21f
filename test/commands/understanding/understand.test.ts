import { describe, expect, test } from "vitest";
import { commands } from "../../../src/commands/index.ts";
import { readLine } from "../../../src/commands/kit/read-line.ts";
import { type KnownNames, understand } from "../../../src/commands/understanding/understand.ts";
import { at, zone } from "../../support/runs.ts";

const now = at("2026-11-26 06:30:00");
const jobs = [
  "tidb_ghpr_unit_test",
  "tidb_ghpr_build",
  "team/unit",
  "build",
  "org/repo/main",
  "twice",
  "api/PR-7",
  "lint_all",
];
const repos = ["pingcap/tidb", "tikv/tikv", "platform/core/storage", "someone/twice"];
const cases = [
  "testSuite.TestPlanStats",
  "testOther.TestPlanStats",
  "TestLonely",
  "lint_all",
  "x/unit",
  "src/a.test.ts > adds",
];
const names: KnownNames = {
  jobs: async () => jobs,
  repos: async () => repos,
  hasRun: async (job, id) => job === "long_ago" && id === 5,
  saying: async (line) => (line.includes("lock wait is interrupted") ? ["TestLonely"] : []),
  cases: async (name) => {
    const exact = cases.filter((each) => each === name);
    return exact.length > 0 ? exact : cases.filter((each) => each.endsWith(name));
  },
};
const meant = (text: string) => understand(text, names, { now, zone });

const pull = "pr 72019 --repo pingcap/tidb";
const run = "run team/unit 4711";

describe("what is pasted", () => {
  test.each<[string, string]>([
    ["https://github.com/pingcap/tidb/pull/72019", pull],
    ["https://github.com/pingcap/tidb/pull/72019/files", pull],
    ["https://github.com/pingcap/tidb/pull/72019#issuecomment-1", pull],
    ["http://github.com/pingcap/tidb/pull/72019/checks?check_run_id=7", pull],
    ["HTTPS://github.com/pingcap/tidb/pull/72019".toLowerCase(), pull],
    ["https://git.example.com/pingcap/tidb/pull/72019", pull],
    ["https://gitlab.com/platform/core/storage/-/merge_requests/77", "pr 77 --repo platform/core/storage"],
    [
      "https://gitlab.example.com/platform/core/storage/-/merge_requests/77/diffs",
      "pr 77 --repo platform/core/storage",
    ],
    ["https://gitlab.example.com/a/b/merge_requests/5", "pr 5 --repo a/b"],
    ["https://gitee.com/team/app/pulls/15", "pr 15 --repo team/app"],
    ["[https://github.com/pingcap/tidb/pull/72019](https://github.com/pingcap/tidb/pull/72019)", pull],
    ["[executor: fix a leak](https://github.com/pingcap/tidb/pull/72019)", pull],
    ["[github.com/pingcap/tidb/pull/72019](http://github.com/pingcap/tidb/pull/72019)", "pr 72019 --repo pingcap/tidb"],
    ["why is https://github.com/pingcap/tidb/pull/72019 red?", pull],
    ["github.com/pingcap/tidb/pull/72019", pull],
    ["www.github.com/pingcap/tidb/pull/72019", pull],
    ["看一下 https://github.com/pingcap/tidb/pull/72019 谢谢", pull],
    ["（https://github.com/pingcap/tidb/pull/72019）", pull],
    ["https://jenkins.example.com/job/team/job/unit/4711/", run],
    ["https://jenkins.example.com/job/team/job/unit/4711", run],
    ["https://jenkins.example.com/job/team/job/unit/4711/console", run],
    ["https://jenkins.example.com/job/team/job/unit/4711/display/redirect", run],
    ["https://jenkins.example.com/job/team/job/unit/4711/testReport/", run],
    ["https://example.com/ci/job/team/job/unit/4711/consoleFull", run],
    ["http://10.0.0.7:8080/job/tidb_ghpr_build/12/", "run tidb_ghpr_build 12"],
    ["https://jenkins.example.com/job/team/job/unit/", "job team/unit"],
    ["https://jenkins.example.com/job/team/job/unit", "job team/unit"],
    ["https://jenkins.example.com/job/app/job/feature%252Fx/3/", "run app/feature%2Fx 3"],
    ["https://jenkins.example.com/job/matrix/jdk=17,os=linux/3/", "run matrix/jdk=17,os=linux 3"],
    ["https://jenkins.example.com/job/team%20a/7/", 'run "team a" 7'],
    ["https://ci.example/stat/runs/team%2Funit/4711/log?line=7&sign=x#L7", run],
    ["pingcap/tidb#72019", pull],
    ["PINGCAP/TIDB#72019", "pr 72019 --repo PINGCAP/TIDB"],
    ["pingcap/tidb #72019", pull],
    ["tidb#72019", "pr 72019 --repo tidb"],
    ["ｔｉｄｂ＃７２０１９", "pr 72019 --repo tidb"],
    ["platform/core/storage!77", "pr 77 --repo platform/core/storage"],
    ["storage!77", "pr 77 --repo storage"],
    ["#72019", "pr 72019"],
    ["＃72019", "pr 72019"],
    ["!77", "pr 77"],
    ["72019", "pr 72019"],
    ["７２０１９", "pr 72019"],
    ["72019.", "pr 72019"],
    ["team/unit#4711", run],
    ["team/unit #4711", run],
    ["TEAM/UNIT#4711", run],
    ["tidb_ghpr_unit_test #30", "run tidb_ghpr_unit_test 30"],
    ["● tidb_ghpr_unit_test #30 ›", "run tidb_ghpr_unit_test 30"],
    ["`tidb_ghpr_unit_test #30`", "run tidb_ghpr_unit_test 30"],
    ["build#9", "run build 9"],
    ["long_ago#5", "run long_ago 5"],
    ["long_ago #6", "pr 6"],
    ["team/unit", "job team/unit"],
    ["TIDB_GHPR_BUILD", "job tidb_ghpr_build"],
    ["build", "job build"],
    ["“team/unit”", "job team/unit"],
    ["org/repo/main", "job org/repo/main"],
    ["TestLonely", "case TestLonely"],
    ["testSuite.TestPlanStats", "case testSuite.TestPlanStats"],
    ["other/repo#5", "pr 5 --repo other/repo"],
    ['... value *errors.withStack = "[executor:6877]lock wait is interrupted"', "case TestLonely"],
    ["goroutine 7\npanic: lock wait is interrupted\nmore", "case TestLonely"],
    ["--- FAIL: TestLonely (0.02s)", "case TestLonely"],
    ["FAILED TestLonely: expected 1, obtained 2", "case TestLonely"],
  ])("%s", async (text, line) => {
    expect(await meant(text)).toEqual([line]);
  });
});

describe("what is asked in words", () => {
  test.each<[string, string]>([
    ["why is my pr 123 red", "pr 123"],
    ["Why is PR #123 failing?", "pr 123"],
    ["is pr 123 green", "pr 123"],
    ["is #123 ok?", "pr 123"],
    ["what about pull request 123", "pr 123"],
    ["mr 77 passed?", "pr 77"],
    ["PR 123 过了吗", "pr 123"],
    ["合并请求 123 为什么红了", "pr 123"],
    ["我的 PR #123 怎么挂了？", "pr 123"],
    ["tidb#72019 为什么失败", "pr 72019 --repo tidb"],
    ["how did team/unit #4711 end", run],
    ["which tests are flaky this week", "flaky this week"],
    ["what is flaky", "flaky"],
    ["any flakes yesterday?", "flaky yesterday"],
    ["这周哪些用例不稳定", "flaky 这周"],
    ["最近7天有哪些偶发失败", "flaky 最近7天"],
    ["不稳定的用例", "flaky"],
    ["昨天为什么失败这么多", "summary 昨天"],
    ["why did so many builds fail yesterday", "summary yesterday"],
    ["why is everything red", "summary"],
    ["what failed last night", "summary last night"],
    ["what broke today?", "summary today"],
    ["how is ci doing", "summary"],
    ["how was the build last week", "summary last week"],
    ["is master broken?", "summary"],
    ["is main green", "summary"],
    ["how many runs failed in the last 3 days", "summary last 3 days"],
    ["state of the CI", "summary"],
    ["今天 CI 怎么样", "summary 今天"],
    ["CI 情况如何", "summary"],
    ["上周失败了多少", "summary 上周"],
    ["为什么今天这么多失败", "summary 今天"],
    ["昨晚怎么又挂了", "summary 昨晚"],
    ["流水线怎么样", "summary"],
    ["which tests failed yesterday", "failures yesterday"],
    ["what tests are failing", "failures"],
    ["failing tests this week", "failures this week"],
    ["昨天哪些用例失败了", "failures 昨天"],
    ["失败的用例", "failures"],
    ["which jobs fail most this week", "jobs this week"],
    ["what job is slow", "jobs"],
    ["哪些任务失败最多", "jobs"],
    ["which pull requests failed today", "prs today"],
    ["which prs are red", "prs"],
    ["哪些合并请求失败了", "prs"],
    ["上周哪些 PR 失败", "prs 上周"],
    ["how did the nightly go", "nightly"],
    ["nightlies of this week", "nightly this week"],
    ["夜间任务昨天如何", "nightly 昨天"],
    ["what open issues are there", "issues"],
    ["is the data fresh", "status"],
    ["数据更新到什么时候", "status"],
    ["how is tidb_ghpr_unit_test this week", "job tidb_ghpr_unit_test this week"],
    ["tidb_ghpr_build 最近7天", "job tidb_ghpr_build 最近7天"],
    ["team/unit 怎么样", "job team/unit"],
    ["team/unit yesterday", "job team/unit yesterday"],
  ])("%s", async (text, line) => {
    expect(await meant(text)).toEqual([line]);
    // Whatever it is taken for can be read.
    expect(readLine(line, commands, settingOf()).kind).toBe("question");
  });
});

describe("what can mean several things is left to the person", () => {
  test.each<[string, readonly string[]]>([
    ["twice#7", ["run twice 7", "pr 7 --repo twice"]],
    ["2026", ["pr 2026", "summary 2026"]],
    ["TestPlanStats", ["case testSuite.TestPlanStats", "case testOther.TestPlanStats"]],
  ])("%s", async (text, lines) => {
    expect(await meant(text)).toEqual(lines);
  });
});

describe("what is not understood is not taken for something else", () => {
  test.each([
    ...[
      "",
      " ",
      "?",
      "...",
      "👍",
      "🎉🎉",
      "ok",
      "OK!",
      "thanks",
      "thank you",
      "谢谢",
      "好的",
      "收到",
      "hi",
      "hello",
      "你好",
    ],
    ...["lol", "haha", "哈哈哈", "good morning", "早上好", "see you tomorrow", "明天见", "lunch?", "吃饭了吗", "在吗"],
    ...["who are you", "what can you do", "tell me a joke", "讲个笑话", "the weather", "天气怎么样呀今天下雨吗"],
    ...["I will fix it", "working on it", "我来修", "看看", "please review", "帮忙 review 一下", "merged", "已合并"],
    ...[
      "release on monday",
      "meeting at 3pm",
      "周五发版",
      "下午三点开会",
      "v1.2.3 is out",
      "1.5",
      "3.14",
      "-7",
      "0",
      "#0",
    ],
    ...["12:30", "100%", "50 people", "10 GB", "C++", "a#b", "x!y", "#abc", "# 12 title", "color #fff", "no.1"],
    ...["https://example.com", "https://github.com/pingcap/tidb", "https://github.com/pingcap/tidb/issues/12"],
    ...["https://example.com/job", "see https://docs.example.com/pull", "ftp://example.com/job/a/1", "mailto:a@b.c"],
    ...["select * from runs", "rm -rf /", "<at id=all></at>", "{}", "null", "undefined", "true", "../../etc/passwd"],
    ...["unknownName_1", "TestNowhere", "a.b.c", "buildx", "jobs_that_are_none", "x".repeat(700), "may", "not may"],
    ...["panic: nobody has seen this", "an error occurred in my soup", "I failed the exam"],
    ...["12345678901", "a1b2c3", "deadbeef", "the job is done", "good job", "we are hiring", "招人"],
  ])("%s", async (text) => {
    expect(await meant(text)).toEqual([]);
  });
});

function settingOf() {
  return { zone, now, limit: 10, mostItems: 25, readLogsUntilMs: now, asker: null };
}

test("a word that is a job and a case is left to the person", async () => {
  expect(await meant("lint_all")).toEqual(["job lint_all", "case lint_all"]);
  expect(await meant("why did lint_all fail")).toEqual(["job lint_all"]);
  expect(await meant("build")).toEqual(["job build"]);
});
