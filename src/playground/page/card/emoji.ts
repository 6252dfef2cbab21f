/** Some of Feishu's emoji names, in cards and as reactions. */
const emoji: Readonly<Record<string, string>> = {
  OK: "👌",
  THUMBSUP: "👍",
  THANKS: "🙏",
  DONE: "✅",
  CheckMark: "✔️",
  CrossMark: "❌",
  OnIt: "🫡",
  OneSecond: "⏳",
  Typing: "⌨️",
  Alarm: "⏰",
  Fire: "🔥",
  Bug: "🐞",
  Hundred: "💯",
  SMILE: "😄",
  HEART: "❤️",
  APPLAUSE: "👏",
  PARTY: "🥳",
  THINKING: "🤔",
  CRY: "😢",
  LOUDSPEAKER: "📢",
  Pin: "📌",
};

/** Replaces names such as `:DONE:` by their emoji; unknown names stay. */
export function withEmoji(text: string): string {
  return text.replace(/:(\w+):/g, (whole, name: string) => emoji[name] ?? whole);
}

export function emojiFor(name: string): string {
  return emoji[name] ?? name;
}
