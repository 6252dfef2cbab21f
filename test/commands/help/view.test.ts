import { expect, test } from "vitest";
import { type CommandHelp, commandHelpView, helpView } from "../../../src/commands/help/view.ts";
import { commands } from "../../../src/commands/index.ts";
import { issueDecisions } from "../../../src/commands/issue/decisions.ts";
import { toCommander } from "../../../src/commands/kit/program.ts";
import { status } from "../../../src/commands/status/command.ts";
import { viewText } from "../../support/view-text.ts";

const summary = {
  name: "summary",
  usage: "summary [range]",
  summary: { en_us: "The state of CI", zh_cn: "CI 概况" },
  aliases: ["s", "概览"],
  examples: ["summary yesterday", "summary 7d"],
  ranged: true,
  filters: ["--repo tidb", "--limit 20"],
  options: [{ usage: "--by job|pull", summary: { en_us: "list them all", zh_cn: "全部列出" } }],
  buttons: [
    { label: { en_us: "Yesterday", zh_cn: "昨天" }, line: "summary yesterday" },
    { label: { en_us: "Today", zh_cn: "今天" }, line: "summary today" },
  ],
};
const bare = {
  ...summary,
  name: "status",
  usage: "status",
  aliases: [],
  examples: [],
  ranged: false,
  filters: [],
  options: [],
  buttons: [],
};
const ranges = ["yesterday", "7d", "昨天"];

test("all commands", () => {
  expect(viewText(helpView([summary, bare], ranges, summary.filters))).toMatchInlineSnapshot(`
    [info] What I can tell you about CI

    Type a command after /ci, or tap one. In a private chat you can leave out /ci.

    Commands
      ‹/ci summary [range]› → help summary
          The state of CI
      ‹/ci status› → help status
          The state of CI

    Ranges: yesterday · 7d · 昨天

    Filters: --repo tidb  --limit 20

    [[Yesterday → summary yesterday]]
    [Today → summary today]
  `);
  expect(viewText(helpView([summary, bare], ranges, summary.filters), "zh_cn")).toMatchInlineSnapshot(`
    [info] 我能告诉你的 CI 情况

    在 /ci 后输入命令，或直接点击。私聊时可省略 /ci。

    命令
      ‹/ci summary [range]› → help summary
          CI 概况
      ‹/ci status› → help status
          CI 概况

    时间范围：yesterday · 7d · 昨天

    筛选：--repo tidb  --limit 20

    [[昨天 → summary yesterday]]
    [今天 → summary today]
  `);
});

test("one command", () => {
  expect(viewText(commandHelpView(summary, ranges))).toMatchInlineSnapshot(`
    [info] /ci summary: The state of CI
    ‹ [Help → help]

    ‹/ci summary [range]›

    Also: s, 概览

    Examples (tap to run)
      ‹/ci summary yesterday› → summary yesterday
      ‹/ci summary 7d› → summary 7d

    Options
      ‹--by job|pull›
          list them all

    Ranges: yesterday · 7d · 昨天

    Filters: --repo tidb  --limit 20
  `);
  expect(viewText(commandHelpView(summary, ranges), "zh_cn")).toMatchInlineSnapshot(`
    [info] /ci summary：CI 概况
    ‹ [帮助 → help]

    ‹/ci summary [range]›

    也可以写作：s, 概览

    示例（点击运行）
      ‹/ci summary yesterday› → summary yesterday
      ‹/ci summary 7d› → summary 7d

    选项
      ‹--by job|pull›
          全部列出

    时间范围：yesterday · 7d · 昨天

    筛选：--repo tidb  --limit 20
  `);
});

test("a command without range, other names or examples", () => {
  expect(viewText(commandHelpView(bare, ranges))).toMatchInlineSnapshot(`
    [info] /ci status: The state of CI
    ‹ [Help → help]

    ‹/ci status›

    Examples (tap to run)
      (None)
  `);
});

test("what each command says of itself", () => {
  const lines = commands.map(
    ({ name, aliases, summary: words }) => `${name} (${aliases.join(", ")}): ${words.en_us} | ${words.zh_cn}`,
  );
  expect(lines.join("\n")).toMatchInlineSnapshot(`
    summary (s, 概览, 汇总, 总结): The state of CI: what failed, where and why | CI 概况：失败了多少、在哪里、为什么
    jobs (任务列表): Jobs, most failures first | 任务列表，失败最多的在前
    job (任务): One job: its state and its failures | 单个任务：近况与失败内容
    prs (合并请求列表): Pull requests, most failures first | 合并请求列表，失败最多的在前
    pr (pull, 合并请求): One pull request: is it green, and what is its own fault | 单个合并请求：是否通过、失败是否由它引起
    failures (fails, 失败): Failing test cases, builds, checks and infrastructure | 失败内容：用例、编译、检查、基础设施
    case (history, 用例): One failure: since when, how often, where | 单个失败：何时开始、多频繁、影响哪里
    flaky (flakes, 不稳定): Flaky jobs and cases, with the evidence | 不稳定的任务与用例，附证据
    run (build, 运行): One run: its failures and the log lines that explain them | 单次运行：失败内容与日志片段
    commit (sha, 提交): One commit's runs, by job | 单个提交的全部运行
    nightly (special, 夜间): Runs without a PR: nightly, release, started by hand | 非 PR 运行：夜间、发布、手动
    compare (diff, 对比): Two windows side by side | 对比两个时间段
    status (health, 状态): The bot's state: data, database, Feishu, GitHub, version | 机器人状态：数据、数据库、飞书、GitHub、版本
    issues (缺陷): Tracked issues and their state | 跟踪中的 issue 及其状态
    issue (): Preview an issue for a case, and file it | 预览某个用例的 issue，并可提交
    report (报告): Show the hourly or the daily report right away | 立即在此查看小时报告或每日报告
    subscribe (订阅): Send reports to this chat | 向本群推送报告
    unsubscribe (退订, 取消订阅): Stop sending a report to this chat | 停止向本群推送某种报告
    subscriptions (订阅列表, subs): What is sent to this chat, and when | 本群订阅了哪些报告
    mute (静音, 免打扰): Pause reports to this chat; a digest follows | 暂停推送，结束后发送汇总
    unmute (取消静音): Resume reports to this chat | 恢复向本群推送
    scope (范围, 默认范围): The filters that this chat has by default | 本群的默认过滤条件
    audit (操作记录): Who changed what, for admins | 谁做了哪些操作（仅管理员）
    whoami (我是谁): Your ids, and whether you are an admin here | 你的 ID，以及你在这里是否是管理员
    issue-file (): File the issue | 提交 issue
    issue-not-a-bug (): Mark it as not a bug | 标记为不是缺陷
    issue-close (): Close the issue | 关闭 issue
    issue-keep (): Keep the issue open | 保留 issue
    issue-adopt (): Track a case in an existing issue | 用已有 issue 跟踪用例
    issue-snooze (): Snooze a case for some days | 暂缓处理用例
    issue-trust-listing (): Trust GitHub's issue list | 确认 GitHub 的列表无误
    help (?, h, 帮助): All commands, with examples | 所有命令与示例
  `);
});

test("what each option of a command says of itself", () => {
  const lines = commands.flatMap(({ name, parameters, options = [] }) => [
    ...parameters.flatMap(({ name: word, expected }) =>
      expected ? [`${name} ${word}: ${expected.en_us} | ${expected.zh_cn}`] : [],
    ),
    ...options.map(
      ({ name: option, value, summary: words, expected }) =>
        `${name} --${option} ${value ?? ""}: ${words.en_us} | ${words.zh_cn}${expected ? ` (${expected.en_us} | ${expected.zh_cn})` : ""}`,
    ),
  ]);
  expect(lines.join("\n")).toMatchInlineSnapshot(`
    pr number: a pull request number such as 24155 | 合并请求编号，例如 24155
    case --cause : the cause, when several failures share a name | 同名时按原因区分 (one of case, compile, check, env | 原因，可用：case、compile、check、env)
    case --by : list all jobs, branches or pull requests it fails in | 列出它失败的全部任务、分支或合并请求 (one of job, branch, pull | 分组，可用：job、branch、pull)
    flaky --list : show one whole list | 完整列出其中一项 (one of jobs, commits, cases | 列表，可用：jobs、commits、cases)
    run id: a run number such as 4711 | 运行编号，例如 4711
    commit hash: at least four characters of a commit hash | 提交哈希（至少 4 位）
    report kind: hourly or daily | 报告类型，应为 hourly 或 daily
    report --at time: show the report due at this time | 查看在该时间应发送的报告
    subscribe topic: one of hourly, daily, issues, alerts | 订阅内容，可选 hourly、daily、issues、alerts
    subscribe --failed : only when something failed | 仅在有失败时
    subscribe --worse : only when it is worse than before | 仅在比之前更差时
    subscribe --at HH:MM: when to send the daily report | 每日报告的发送时间 (a time of day such as 09:30 | 时间，例如 09:30)
    subscribe --zone zone: an IANA zone such as Europe/Berlin | 时区，例如 Europe/Berlin
    subscribe --quiet HH:MM-HH:MM: hours without reports; a digest follows | 免打扰时段，结束后发送汇总 (hours such as 22:00-08:00 | 时间段，例如 22:00-08:00)
    unsubscribe topic: one of hourly, daily, issues, alerts | 订阅内容，可选 hourly、daily、issues、alerts
    scope off: off, or filters such as --repo tikv | off，或过滤条件（例如 --repo tikv）
    issue-adopt number: the number of an issue | issue 编号
    issue-snooze days: days such as 7d | 天数，例如 7d
  `);
});

const help = commands.find(({ name }) => name === "help") ?? status;
const helpOf = (command: string) => help.run({} as never, { command }, {} as never);
const listed = commands.filter(({ name }) => !issueDecisions.some((each) => each.name === name));

test.each(listed.map((each) => [each.name, each] as const))(
  "help of %s shows the options that it takes",
  async (name, command) => {
    const { filters, options } = (await helpOf(name)).data as unknown as CommandHelp;
    const shown = [...filters, ...options.map(({ usage }) => usage)].map((each) => each.split(" ")[0]);
    const taken = toCommander(command, () => {}).options.map(({ long }) => long);
    expect(shown).toEqual(taken.filter((option) => option !== "--skip"));
  },
);

test("all commands: buttons, filters and ranges are those of the definitions", async () => {
  const said = viewText(await helpOf(""));
  expect(said.slice(said.indexOf("Ranges:"))).toMatchInlineSnapshot(`
    Ranges: today · yesterday · 3h · 7d · last week · since Monday · 2021-06-20 · 2021-06-19..2021-06-21 · 昨天 · 最近7天

    Filters: --repo tidb  --branch master  --job 'tidb_*'  --all  --special  --sort failures  --limit 20  --page 2

    [[Yesterday → summary yesterday]]
    [Today → summary today]
    [Jobs → jobs yesterday]
    [Hourly report → report hourly]
    [Daily report → report daily]
    [Subscriptions → subscriptions]
  `);
});
