import { el } from "../dom.ts";

/** The address if a client would open it: http and https only. */
export function safeAddress(address: unknown): string | null {
  if (typeof address !== "string" || !URL.canParse(address)) return null;
  const { protocol, href } = new URL(address);
  return protocol === "https:" || protocol === "http:" ? href : null;
}

/** A link, or plain text if the address is not safe. */
export function safeLink(address: unknown): HTMLElement {
  const href = safeAddress(address);
  return href ? el("a", { href, target: "_blank", rel: "noopener noreferrer" }) : el("span");
}
