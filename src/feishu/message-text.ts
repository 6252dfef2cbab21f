import { readJsonObject } from "../model/json-object.ts";

/**
 * The words of a received message without its mentions; null for a kind without words, such as an image or a file.
 * https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/im-v1/message/events/message_content
 */
export function messageText(type: string, content: string, mentionKeys: readonly string[]): string | null {
  const parsed = readJsonObject(content);
  if (type === "text" && typeof parsed.text === "string") return withoutMentions(parsed.text, mentionKeys);
  if (type === "post") return withoutMentions(postText(parsed), mentionKeys);
  return null;
}

/** Removes the longest keys first, so that `@_user_1` does not match the start of `@_user_12`. */
function withoutMentions(text: string, keys: readonly string[]): string {
  const longestFirst = [...keys, "@_all"].sort((one, other) => other.length - one.length);
  return longestFirst.reduce((words, key) => words.replaceAll(key, " "), text).trim();
}

/** The words of rich text, which is lines of runs. A pasted command may come as a code block. */
function postText(post: Readonly<Record<string, unknown>>): string {
  const lines = Array.isArray(post.content) ? post.content : [];
  const words = lines.map((line) => (Array.isArray(line) ? line.map(runText).join("") : ""));
  return [typeof post.title === "string" ? post.title : "", ...words].filter((line) => line.trim() !== "").join(" ");
}

function runText(run: unknown): string {
  if (typeof run !== "object" || run === null) return "";
  const { tag, text, href } = run as { tag?: unknown; text?: unknown; href?: unknown };
  if (tag === "a" && typeof text === "string" && typeof href === "string" && text !== href) return `[${text}](${href})`;
  return (tag === "text" || tag === "a" || tag === "code_block") && typeof text === "string" ? text : "";
}
