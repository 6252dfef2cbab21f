/** What a question in words is about: the command, and the words that ask for it. The first that matches counts. */
const TOPICS: readonly (readonly [command: string, words: RegExp])[] = [
  ["flaky", /\bflak(?:y|e|es|iness)\b|\bunstable\b|\bintermittent|不稳定|偶发|时好时坏/iu],
  ["nightly", /\bnightl(?:y|ies)\b|夜间|每晚|夜跑/iu],
  ["issues", /\b(?:open |tracked |filed )?issues\b|有哪些\s*issue/iu],
  [
    "failures",
    /\b(?:which|what) (?:tests?|cases?)\b.*\b(?:fail|broke|red)|\bfailing tests?\b|(?:哪些|什么|哪个)(?:用例|测试|case).*(?:失败|挂)|失败的?(?:用例|测试)/iu,
  ],
  ["jobs", /\b(?:which|what|worst) jobs?\b|\bjobs? (?:is|are) (?:failing|red|broken)|(?:哪些|什么|哪个)(?:任务|job)/iu],
  ["prs", /\b(?:which|what) (?:prs?|pull requests?)\b|(?:哪些|什么|哪个)\s*(?:合并请求|pr)(?!\w)/iu],
  ["status", /\bis (?:the )?(?:bot|data) (?:up|alive|fresh)|\bhow fresh\b|数据(?:新|更新)|机器人(?:还|正常)/iu],
  [
    "summary",
    /\bwhy\b.*\b(?:fail|red|broken|break)|\bwhat (?:failed|broke|is broken|is red|happened)\b|\bhow (?:is|was|were|are)\b.*\b(?:ci|build|builds|master|main|things)\b|\bhow many\b.*\bfail|\bis (?:ci|master|main|trunk|the build) (?:red|green|ok|broken|passing)\b|\bstate of (?:the )?ci\b|为什么.*(?:失败|红|挂)|失败(?:了)?(?:多少|这么多|情况)|(?:怎么|为啥).*(?:失败|红|挂)|ci.*(?:怎么样|如何|情况|挂|红|绿)|(?:构建|流水线).*(?:怎么样|如何|情况|挂)/iu,
  ],
];

/** The command that answers a question in words; undefined if it is about nothing of ours. */
export function topicOf(text: string): string | undefined {
  return TOPICS.find(([, words]) => words.test(text))?.[0];
}
