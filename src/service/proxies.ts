import { HttpsProxyAgent } from "https-proxy-agent";
import { getProxyForUrl } from "proxy-from-env";

/**
 * Sends every `fetch` of this process through the proxies that HTTP_PROXY, HTTPS_PROXY and NO_PROXY name. Feishu's SDK
 * reads the same variables by itself.
 */
export async function useProxies(): Promise<void> {
  const { EnvHttpProxyAgent, setGlobalDispatcher } = await import("undici");
  setGlobalDispatcher(new EnvHttpProxyAgent());
}

/** Carries a WebSocket of this site through the proxy that HTTPS_PROXY names for it; undefined without one. */
export function socketAgent(site: string): HttpsProxyAgent<string> | undefined {
  const proxy = getProxyForUrl(site);
  return proxy === "" ? undefined : new HttpsProxyAgent(proxy);
}
