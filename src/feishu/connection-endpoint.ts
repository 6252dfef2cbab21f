import { RefusedError } from "../ports/errors.ts";
import type { FeishuApp } from "./client.ts";

/**
 * Asks Feishu where the app may open its long connection, as the SDK does before it connects. Opens nothing: a second
 * connection would take events away from the running service.
 * @throws RefusedError with Feishu's code and words, or what `fetch` throws where no answer comes
 */
export async function askConnectionEndpoint({ appId, appSecret, domain }: FeishuApp, withinMs: number): Promise<void> {
  const response = await fetch(`${domain}/callback/ws/endpoint`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ AppID: appId, AppSecret: appSecret }),
    signal: AbortSignal.timeout(withinMs),
  });
  const answer = (await response.json().catch(() => ({}))) as { readonly code?: number; readonly msg?: string };
  if (answer.code !== 0)
    throw new RefusedError("the long connection", answer.code ?? response.status, answer.msg ?? response.statusText);
}
