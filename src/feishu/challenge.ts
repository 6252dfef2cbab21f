import { randomBytes } from "node:crypto";
import { encrypt } from "./signature.ts";
import type { EventSecurity } from "./webhook.ts";

/**
 * Sends an event address the question that Feishu sends when the address is saved in its console.
 * https://open.feishu.cn/document/ukTMukTMukTM/uYDNxYjL2QTM24iN0EjN/event-subscription-configure-/choose-a-subscription-mode/send-notifications-to-developers-server
 * @returns "answered", or the HTTP status of any other answer
 * @throws where no answer comes
 */
export async function challengeEvents(
  address: string,
  { encryptKey, verificationToken = "" }: EventSecurity,
  withinMs: number,
): Promise<"answered" | number> {
  const challenge = randomBytes(12).toString("hex");
  const asked = JSON.stringify({ challenge, token: verificationToken, type: "url_verification" });
  const response = await fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json; charset=utf-8" },
    body: JSON.stringify({ encrypt: encrypt(asked, encryptKey) }),
    redirect: "manual",
    signal: AbortSignal.timeout(withinMs),
  });
  const answer = (await response.json().catch(() => ({}))) as { readonly challenge?: unknown };
  return response.ok && answer.challenge === challenge ? "answered" : response.status;
}
