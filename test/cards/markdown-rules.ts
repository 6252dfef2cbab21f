/**
 * What markdown of ours may hold; anything else came from outside and was not escaped.
 * https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-json-v2-components/content-components/rich-text
 */
const colors = "green|orange|red|blue|grey";
const entity = /&(?:amp|#\d+);/g;
const fence = /^(`{3,})[^\n`]*\n([\s\S]*?)\n\1$/gm;
const inlineCode = /`[^`\n]+`/g;
const link = /\[([^[\]]*)\]\((https?:\/\/[^\s()<>"']+)\)/g;

export function checkMarkdown(markdown: string): string[] {
  if (/<\/?(?:at|person)\b/i.test(markdown)) return ["a mention"];
  const visible = markdown.replace(fence, "").replace(inlineCode, " ").replace(link, "$1");
  const tagless = visible.replace(/<br>/g, "").replace(new RegExp(`<font color='(?:${colors})'>|</font>`, "g"), "");
  const bare = tagless.replace(/\*\*/g, "").replace(entity, "");
  const raw = /[<>[\]()~!#|_$`*\\&'"]/.exec(bare)?.[0];
  return [
    ...(raw === undefined ? [] : [`an unescaped ${raw}`]),
    ...(count(visible, /<font/g) === count(visible, /<\/font>/g) ? [] : ["an unclosed <font>"]),
    ...(count(visible, /\*\*/g) % 2 === 0 ? [] : ["an unclosed **"]),
    ...(/\*{3}/.test(visible) ? ["** beside **"] : []),
    ...(/^\s*(?:[-+] |\d+\. |={3,}|-{3,})/m.test(tagless) ? ["a list or rule"] : []),
  ];
}

/** A row of dashes under a row with bars makes a table. */
export function markdownTables(markdown: string): number {
  return count(markdown.replace(fence, ""), /^.*\|.*\n\s*\|?\s*:?-{3,}/gm);
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
