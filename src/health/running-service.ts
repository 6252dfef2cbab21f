import { codeOf } from "./reason.ts";

/** What an address of a running service answered. */
export type ServiceAnswer =
  | { readonly kind: "none"; readonly reason: string }
  | { readonly kind: "answer"; readonly code: number; readonly body: Readonly<Record<string, unknown>> };

/** Asks `/readyz` or `/healthz` of a service. An answer that is not a JSON object counts as an empty one. */
export async function askService(address: string, withinMs: number): Promise<ServiceAnswer> {
  try {
    const response = await fetch(address, { redirect: "manual", signal: AbortSignal.timeout(withinMs) });
    const body: unknown = await response.json().catch(() => ({}));
    return { kind: "answer", code: response.status, body: Object(body) as Readonly<Record<string, unknown>> };
  } catch (error) {
    return { kind: "none", reason: codeOf(error) ?? "no answer" };
  }
}
