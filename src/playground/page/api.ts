import type { Change, ClickAction, ClickOutcome, PageState, SayRequest } from "../wire.ts";

const base = "/playground/api";

async function post<Answer>(path: string, body: object): Promise<Answer> {
  const response = await fetch(base + path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.json();
}

export function say(chatId: string, request: SayRequest): Promise<{ messageId: string }> {
  return post(`/chats/${encodeURIComponent(chatId)}/messages`, request);
}

export function click(messageId: string, action: ClickAction): Promise<ClickOutcome> {
  return post(`/messages/${encodeURIComponent(messageId)}/click`, { action });
}

interface Follower {
  readonly onState: (state: PageState) => void;
  readonly onChange: (change: Change) => void;
  readonly onConnection: (connected: boolean) => void;
}

const RETRY_MS = 1_000;

/** Follows the chats: the full state at each connection, then every change. The browser reconnects by itself. */
export function follow(follower: Follower): void {
  const { onState, onChange, onConnection } = follower;
  const changes = new EventSource(`${base}/changes`);
  /** Changes that arrived before the full state; null once it is loaded. */
  let early: Change[] | null = [];
  changes.addEventListener("open", async () => {
    early = [];
    const state = await readState();
    if (!state) {
      changes.close();
      setTimeout(() => follow(follower), RETRY_MS);
      return;
    }
    onState(state);
    for (const change of early) onChange(change);
    early = null;
    onConnection(true);
  });
  changes.addEventListener("message", ({ data }) => {
    const change: Change = JSON.parse(data);
    if (early) early.push(change);
    else onChange(change);
  });
  changes.addEventListener("error", () => onConnection(false));
}

async function readState(): Promise<PageState | null> {
  try {
    const response = await fetch(`${base}/state`);
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}
