import { createCipheriv, createDecipheriv, createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { HOUR, SECOND } from "../model/window.ts";

/**
 * How Feishu proves that a request is its own, and hides it.
 * https://open.feishu.cn/document/ukTMukTMukTM/uYDNxYjL2QTM24iN0EjN/event-subscription-configure-/encrypt-key-encryption-configuration-case
 */
export interface SignatureHeaders {
  readonly timestamp: string;
  readonly nonce: string;
  readonly signature: string;
}

/** The last retry of an event comes some seven hours after the first; older requests are somebody's recording. */
const OLDEST_REQUEST_MS = 12 * HOUR;

/** True for a signature over the bytes as they came, made by somebody who has the key. */
export function isSigned(body: Uint8Array, headers: SignatureHeaders, encryptKey: string): boolean {
  const hash = createHash("sha256").update(`${headers.timestamp}${headers.nonce}${encryptKey}`).update(body);
  return sameText(hash.digest("hex"), headers.signature);
}

/** The documentation gives no unit for the timestamp; seconds were seen, milliseconds are read too. */
export function isRecent(timestamp: string, now: number): boolean {
  const sent = Number(timestamp) * (timestamp.length > 10 ? 1 : SECOND);
  return Math.abs(now - sent) <= OLDEST_REQUEST_MS;
}

/**
 * AES-256-CBC under the SHA-256 of the key, the first block being the IV.
 * @throws where the text was not made with this key
 */
export function decrypt(encrypted: string, encryptKey: string): string {
  const bytes = Buffer.from(encrypted, "base64");
  const key = createHash("sha256").update(encryptKey).digest();
  const decipher = createDecipheriv("aes-256-cbc", key, bytes.subarray(0, 16));
  return Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()]).toString("utf8");
}

/** Encrypts a text as Feishu encrypts events: AES-256-CBC, the IV in front, in base64. */
export function encrypt(text: string, encryptKey: string): string {
  const iv = randomBytes(16);
  const cipher = createCipheriv("aes-256-cbc", createHash("sha256").update(encryptKey).digest(), iv);
  return Buffer.concat([iv, cipher.update(text, "utf8"), cipher.final()]).toString("base64");
}

/** Compares in a time that does not tell how much was right. */
export function sameText(one: string, other: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(one), hash(other));
}
