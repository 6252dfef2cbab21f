import { inLocale, type Locale } from "../model/text.ts";
import type { ClickReply } from "../ports/chat.ts";
import { chatCard } from "./message.ts";

/**
 * The body that answers a click. https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-callback-communication
 * @param locale the language for readers whose client has neither Chinese nor English
 */
export function clickResponse(reply: ClickReply, locale: Locale): object {
  switch (reply.kind) {
    case "nothing":
      return {};
    case "view":
      return { card: { type: "raw", data: chatCard(reply.view, reply.venue, locale) } };
    case "note": {
      const type = reply.tone === "warn" ? "warning" : "info";
      return { toast: { type, content: inLocale(reply.text, locale), i18n: reply.text } };
    }
  }
}
