import { say } from "../model/text.ts";
import { plural } from "../view/lists.ts";
import { count } from "../view/wording.ts";

/** The texts of the log page. */
export const words = {
  failures: (number: number) => say(plural(number, "failure"), `${count(number)} 项失败`),
  failureBefore: say("Previous failure (p)", "上一项失败 (p)"),
  failureAfter: say("Next failure (n)", "下一项失败 (n)"),
  line: (number: number) => say(`line ${count(number)}`, `第 ${count(number)} 行`),
  lines: (number: number) => say(plural(number, "line"), `共 ${count(number)} 行`),
  reading: say("still counting lines", "正在统计行数"),
  find: say("Search this log", "搜索日志"),
  goTo: say("Line", "行号"),
  go: say("Go", "跳转"),
  start: say("Start", "开头"),
  end: say("End", "结尾"),
  earlier: say("Earlier lines", "更早的行"),
  later: say("Later lines", "更多的行"),
  endOfLog: say("End of the log", "日志结束"),
  cut: (number: number) => say(` … ${count(number)} more characters`, ` … 还有 ${count(number)} 个字符`),
  expires: (when: string) => say(`This link works until ${when}.`, `链接有效期至 ${when}。`),
  skip: say("Skip to the log", "跳到日志"),

  growing: say(
    "The build may still be writing this log. Reload to see new lines.",
    "日志可能仍在写入，刷新可查看新内容。",
  ),
  truncated: say("The log is incomplete: its end is missing.", "日志不完整：结尾部分缺失。"),
  unread: say("This log is being scanned for failures; reload in a moment.", "正在分析日志中的失败原因，请稍后刷新。"),
  nothingFound: say(
    "Nothing in this log explains the failure; its last lines are shown.",
    "日志中没有找到失败原因，以下是日志结尾。",
  ),
  binary: say("This log does not look like text.", "该日志不像是文本内容。"),

  resultsOf: (needle: string) => say(`Lines with “${needle}”`, `包含“${needle}”的行`),
  found: (number: number) => say(`${plural(number, "line")} found.`, `找到 ${count(number)} 行。`),
  foundMore: say("There are more: continue the search here", "还有更多：从此处继续搜索"),
  foundNone: say("No line of the log contains this text.", "日志中没有包含该内容的行。"),
  back: say("Back to the log", "返回日志"),
  broken: say("The rest of the log could not be read.", "日志无法继续读取。"),
} as const;

/** Pages shown instead of the log: what is wrong, and what to do. */
export const troubles = {
  forged: {
    status: 403,
    title: say("This link is not valid", "链接无效"),
    text: say(
      "Part of the address is missing or was changed. Open the log with the “View log” button on the run's card in Feishu.",
      "地址不完整或被修改过。请在飞书中通过运行卡片上的“查看日志”按钮打开。",
    ),
  },
  expired: {
    status: 410,
    title: say("This link has expired", "链接已过期"),
    text: say(
      "Links to logs only work for some days. Ask the bot for the run again; its card has a new link:",
      "日志链接只在数天内有效。请重新向机器人查询该运行，新卡片上有新的链接：",
    ),
  },
  unknown: {
    status: 404,
    title: say("Run not found", "没有这次运行"),
    text: say("This run is not in the database, or no longer.", "数据库中没有（或已不再有）该运行的记录。"),
  },
  gone: {
    status: 404,
    title: say("The log no longer exists", "日志已不存在"),
    text: say(
      "The build server has deleted this log, as it does with old builds. These failures were found in it before:",
      "构建服务器已删除该日志（旧构建会被清理）。以下是当时保留的失败信息：",
    ),
  },
  goneWithNothing: {
    status: 404,
    title: say("The log no longer exists", "日志已不存在"),
    text: say(
      "The build server has deleted this log, as it does with old builds, and no failures were stored.",
      "构建服务器已删除该日志（旧构建会被清理），且没有保留其内容。",
    ),
  },
  unreadable: {
    status: 502,
    title: say("The log cannot be read", "日志无法读取"),
    text: say("The log exists, but the service could not read it:", "日志存在，但服务无法读取："),
  },
  unreachable: {
    status: 503,
    title: say("Not available right now", "暂时不可用"),
    text: say(
      "A server that is needed to show this log cannot be reached at the moment. Reload in a minute.",
      "暂时无法连接到所需的服务，请一分钟后刷新重试。",
    ),
  },
} as const;
