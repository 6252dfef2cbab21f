import { type CardRules, checkCardContent } from "./card-check.ts";
import type { Toast } from "./message.ts";
import type { PushAnswer } from "./push.ts";

/** Reads the service's answer to a click; `code` is 0, or the error code that Feishu shows. */
export interface ClickAnswer {
  readonly code: number;
  readonly toast: Toast | null;
  readonly card: object | null;
}

const failed = (code: number): ClickAnswer => ({ code, toast: null, card: null });

export function readClickAnswer(answer: PushAnswer, rules: CardRules): ClickAnswer {
  if (answer.kind === "late") return failed(200341);
  if (answer.kind === "unreachable") return failed(200342);
  if (answer.status !== 200) return failed(200671);
  const response = parseResponse(answer.body);
  if (!response) return failed(200672);
  if (response.card === undefined) return { code: 0, toast: response.toast ?? null, card: null };
  const card = acceptableCard(response.card, rules);
  return card ? { code: 0, toast: response.toast ?? null, card } : failed(200673);
}

const toastTypes = new Set(["info", "success", "error", "warning"]);

function parseResponse(body: string): { toast?: Toast; card?: unknown } | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) return undefined;
    const { toast } = parsed as { toast?: Toast };
    return toast === undefined || toastTypes.has(toast.type) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function acceptableCard(card: unknown, rules: CardRules): object | undefined {
  const { type, data } = (card ?? {}) as { type?: unknown; data?: unknown };
  if (type !== "raw" || typeof data !== "object" || data === null) return undefined;
  try {
    return checkCardContent(JSON.stringify(data), rules);
  } catch {
    return undefined;
  }
}
