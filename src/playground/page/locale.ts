/** Feishu's names of the two languages. */
export type PageLocale = "zh_cn" | "en_us";

type Words = Readonly<Record<PageLocale, string>>;

const say = (english: string, chinese: string): Words => ({ en_us: english, zh_cn: chinese });

/** The page's own texts. */
const words = {
  chats: say("Chats", "会话"),
  message: say("Message", "消息"),
  sendTo: say("Message {name}", "发送给 {name}"),
  replyInThread: say("Reply in thread", "回复话题"),
  send: say("Send", "发送"),
  mentionBot: say("Mention the bot", "@ 机器人"),
  suggestions: say("Try one of these", "试试这些命令"),
  bot: say("Bot", "机器人"),
  robot: say("Webhook", "自定义机器人"),
  members: say("{count} people and the bot", "{count} 位成员和机器人"),
  private: say("Private chat", "单聊"),
  back: say("Back to chats", "返回会话列表"),
  close: say("Close", "关闭"),
  thread: say("Thread", "话题"),
  replies: say("{count} replies", "{count} 条回复"),
  oneReply: say("1 reply", "1 条回复"),
  replyTo: say("Reply to {name}: {text}", "回复 {name}：{text}"),
  recalled: say("{name} recalled a message", "{name} 撤回了一条消息"),
  edited: say("updated", "已更新"),
  working: say("{name} is working on it", "{name} 正在处理"),
  empty: say("Nothing here yet. Ask the bot something.", "还没有消息，向机器人提问吧。"),
  playground: say(
    "Playground: a stand-in for Feishu, entirely on this machine",
    "演示环境：本机模拟的飞书，数据不会离开这台机器",
  ),
  language: say("Language", "语言"),
  theme: say("Theme", "外观"),
  themeSystem: say("system", "跟随系统"),
  themeLight: say("light", "浅色"),
  themeDark: say("dark", "深色"),
  today: say("Today", "今天"),
  yesterday: say("Yesterday", "昨天"),
  everyone: say("Everyone", "所有人"),
  confirm: say("OK", "确定"),
  cancel: say("Cancel", "取消"),
  more: say("More", "更多"),
  choose: say("Choose", "请选择"),
  previousPage: say("Previous page", "上一页"),
  nextPage: say("Next page", "下一页"),
  page: say("Page {page} of {pages}", "第 {page} 页，共 {pages} 页"),
  noData: say("No data", "暂无数据"),
  chart: say("Chart", "图表"),
  card: say("Card", "卡片"),
  image: say("Image", "图片"),
  required: say("This is required", "此项必填"),
  unsupported: say("unsupported: {tag}", "不支持：{tag}"),
  clickFailed: say("Something went wrong, code: {code}", "操作失败，错误码：{code}"),
  clickLate: say("The bot did not answer in time, code: {code}", "机器人未及时响应，错误码：{code}"),
  connecting: say("Connecting…", "正在连接…"),
  offline: say("Connection lost, trying again…", "连接已断开，正在重连…"),
  notSent: say("The message could not be sent", "消息发送失败"),
  updateClient: say("A card of an unknown version", "未知版本的卡片"),
} satisfies Record<string, Words>;

type PageWord = keyof typeof words;

export function word(
  locale: PageLocale,
  name: PageWord,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return words[name][locale].replace(/\{(\w+)\}/g, (_whole, key: string) => String(values[key] ?? ""));
}

/** BCP 47, for dates, numbers and the page's `lang`. */
export const languageTag: Readonly<Record<PageLocale, string>> = { zh_cn: "zh-CN", en_us: "en-US" };

const DAY_MS = 86_400_000;

export function clockTime(at: number): string {
  return new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}

/** Today, yesterday, or the date. */
export function dayName(at: number, now: number, locale: PageLocale): string {
  const day = startOfDay(at);
  if (day === startOfDay(now)) return word(locale, "today");
  if (day === startOfDay(now - DAY_MS)) return word(locale, "yesterday");
  return new Date(at).toLocaleDateString(languageTag[locale], { month: "short", day: "numeric", weekday: "short" });
}

export function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}
