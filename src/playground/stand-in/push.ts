import { createCipheriv, createHash, randomBytes } from "node:crypto";
import { newToken } from "./ids.ts";

/** How long Feishu waits for an answer to an event or a click. */
export const ANSWER_LIMIT_MS = 3000;
/** The platform tries again after 15 s, 5 min, 1 h and 6 h. */
export const platformRetryDelaysMs: readonly number[] = [15_000, 300_000, 3_600_000, 21_600_000];

interface WebhookOptions {
  readonly encryptKey: string;
  readonly eventsUrl: () => string;
  readonly answerLimitMs: number;
}

/** Makes one attempt to hand an event, a click or a challenge to the service. Only challenges are not signed. */
export type Push = (payload: object, options: { signed: boolean; nowMs: number }) => Promise<PushAnswer>;

export type PushAnswer =
  | { readonly kind: "answered"; readonly status: number; readonly body: string; readonly durationMs: number }
  | { readonly kind: "late"; readonly durationMs: number }
  | { readonly kind: "unreachable"; readonly durationMs: number };

/** AES-256-CBC under the key's sha256, the IV in front, as Feishu encrypts what it pushes. */
function encrypt(plain: string, encryptKey: string): string {
  const iv = randomBytes(16);
  const cipher = createCipheriv("aes-256-cbc", createHash("sha256").update(encryptKey).digest(), iv);
  return Buffer.concat([iv, cipher.update(plain, "utf8"), cipher.final()]).toString("base64");
}

/** Headers that prove a body to come from Feishu. */
function signatureHeaders(body: string, encryptKey: string, nowMs: number): Record<string, string> {
  const timestamp = String(Math.floor(nowMs / 1000));
  const nonce = newToken(8);
  const signature = createHash("sha256")
    .update(timestamp + nonce + encryptKey + body)
    .digest("hex");
  return { "X-Lark-Request-Timestamp": timestamp, "X-Lark-Request-Nonce": nonce, "X-Lark-Signature": signature };
}

/** Pushes to the service's address. */
export function webhookPush({ encryptKey, eventsUrl, answerLimitMs }: WebhookOptions): Push {
  return async (payload, { signed, nowMs }) => {
    const body = JSON.stringify({ encrypt: encrypt(JSON.stringify(payload), encryptKey) });
    const began = performance.now();
    const durationMs = () => Math.round(performance.now() - began);
    try {
      const response = await fetch(eventsUrl(), {
        method: "POST",
        headers: {
          "Content-Type": "application/json; charset=utf-8",
          "X-Request-Id": newToken(),
          ...(signed ? signatureHeaders(body, encryptKey, nowMs) : {}),
        },
        body,
        redirect: "manual",
        signal: AbortSignal.timeout(answerLimitMs),
      });
      const answer = await response.text();
      return { kind: "answered", status: response.status, body: answer, durationMs: durationMs() };
    } catch (error) {
      const late = error instanceof DOMException && error.name === "TimeoutError";
      return { kind: late ? "late" : "unreachable", durationMs: durationMs() };
    }
  };
}
