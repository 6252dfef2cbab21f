import { createDecipheriv, createHash } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import {
  type FeishuStandIn,
  type FeishuStandInOptions,
  startFeishuStandIn,
} from "../../src/playground/stand-in/stand-in.ts";

export const encryptKey = "an encrypt key";

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly raw: string;
  // biome-ignore lint/suspicious/noExplicitAny: a decrypted event, asserted field by field
  readonly payload: any;
}

type Answer = { readonly status?: number; readonly body?: unknown; readonly delayMs?: number };

/** A stand-in and a service of a few lines behind it, written against the platform's description only. */
export async function startPair(options: Partial<FeishuStandInOptions> = {}) {
  const received: Received[] = [];
  const state = { answer: (_event: Received): Answer | Promise<Answer> => ({ body: {} }) };
  const service = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", async () => {
      const raw = Buffer.concat(chunks).toString();
      const event = { headers: request.headers, raw, payload: JSON.parse(decrypt(JSON.parse(raw).encrypt)) };
      received.push(event);
      const { status = 200, body = {}, delayMs = 0 } = await state.answer(event);
      setTimeout(() => {
        response.statusCode = status;
        response.end(typeof body === "string" ? body : JSON.stringify(body));
      }, delayMs);
    });
  });
  await new Promise<void>((resolve) => service.listen(0, "127.0.0.1", resolve));
  const eventsUrl = `http://127.0.0.1:${(service.address() as AddressInfo).port}/feishu/events`;
  const standIn: FeishuStandIn = await startFeishuStandIn({
    appId: "cli_0123456789abcdef",
    appSecret: "a secret",
    encryptKey,
    verificationToken: "a token",
    eventsUrl: () => eventsUrl,
    retryDelaysMs: [20, 20],
    ...options,
  });
  async function close() {
    await standIn.close();
    service.closeAllConnections();
    await new Promise((resolve) => service.close(resolve));
  }
  return { standIn, received, state, close };
}

function decrypt(encrypted: string): string {
  const data = Buffer.from(encrypted, "base64");
  const key = createHash("sha256").update(encryptKey).digest();
  const decipher = createDecipheriv("aes-256-cbc", key, data.subarray(0, 16));
  return Buffer.concat([decipher.update(data.subarray(16)), decipher.final()]).toString();
}
