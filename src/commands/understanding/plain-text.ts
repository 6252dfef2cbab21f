/** Feishu makes `[text](url)` of everything that looks like an address. */
const LINK = /\[([^\]]*)\]\((https?:\/\/[^\s)]+)\)/g;

/** What was typed, before the platform made links of it: the address where the text only names it, else the text. */
export function withoutLinks(text: string): string {
  return text.replace(LINK, (_, label: string, url: string) => {
    const isTyped = withoutScheme(url) === withoutScheme(label) && !/^https?:/.test(label);
    return isTyped ? label : url;
  });
}

/** Wide letters, digits and signs as Chinese keyboards type them, without quotes and full stops around. */
export function plainText(text: string): string {
  return withoutLinks(text.normalize("NFKC"))
    .replace(/[“”„「」"'`‘’]/g, " ")
    .replace(/\s+/g, " ")
    .replace(/[\s。.,，!！?？;；]+$/u, "")
    .trim();
}

function withoutScheme(address: string): string {
  return address.replace(/^https?:\/\//, "").replace(/\/$/, "");
}
