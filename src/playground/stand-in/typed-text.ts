import type { Mention } from "./message.ts";

export interface Mentionable {
  readonly openId: string;
  readonly name: string;
  readonly kind: "user" | "bot";
}

export interface TypedText {
  readonly type: "text" | "post";
  /** A JSON string, as on the wire. */
  readonly content: string;
  readonly mentions: readonly Mention[];
}

/** Typed text as Feishu forwards it: each `@Name` becomes a numbered placeholder with a mention. */
export function typedText(typed: string, type: "text" | "post", mentionables: readonly Mentionable[]): TypedText {
  const longestFirst = [...mentionables].sort((a, b) => b.name.length - a.name.length);
  const names = longestFirst.map(({ name }) => name.replace(/[^\p{L}\p{N}]/gu, "\\$&"));
  const mentions: Mention[] = [];
  const text = typed.replace(new RegExp(`@(${names.join("|")})`, "g"), (whole, name: string) => {
    const found = longestFirst.find((one) => one.name === name);
    if (!found) return whole;
    const key = `@_user_${mentions.length + 1}`;
    mentions.push({ key, ...found });
    return key;
  });
  const content =
    type === "text" ? { text } : { title: "", content: text.split("\n").map((line) => postLine(line, mentions)) };
  return { type, content: JSON.stringify(content), mentions };
}

function postLine(line: string, mentions: readonly Mention[]): object[] {
  const parts = line.split(/(@_user_\d+)/).filter((part) => part !== "");
  return parts.map((part) => {
    const mention = mentions.find(({ key }) => key === part);
    return mention
      ? { tag: "at", user_id: mention.key, user_name: mention.name, style: [] }
      : { tag: "text", text: part, style: [] };
  });
}
