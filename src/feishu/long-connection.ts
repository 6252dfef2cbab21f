import type { Agent } from "node:http";
import * as lark from "@larksuiteoapi/node-sdk";
import type { Logger } from "pino";
import { MINUTE, SECOND } from "../model/window.ts";
import type { Clock } from "../ports/clock.ts";
import type { FeishuApp } from "./client.ts";
import { type FeishuEvent, readEvent } from "./event.ts";
import { quietLogger } from "./quiet-logger.ts";

/**
 * Events over a WebSocket that we open: no public address and no encrypt key is needed. Feishu gives each event to one
 * of the app's connections, and sends it again if no answer comes. The SDK (1.74.0) misses what arrives in the instant
 * in which the connection opens; that event comes with Feishu's second attempt, 15 s later. https://open.feishu.cn/document/server-docs/event-subscription-guide/event-subscription-configure-/request-url-configuration-case
 */
export interface LongConnection {
  state(): ConnectionState;
  close(): void;
}

export interface ConnectionState {
  readonly isOpen: boolean;
  /** Since when it is open or closed, epoch milliseconds. */
  readonly sinceMs: number;
  /** When the last event or click arrived; undefined if none has. */
  readonly lastEventMs: number | undefined;
  /** How often it was opened again after it had been lost. */
  readonly reconnects: number;
  /** Why it could not be opened, in Feishu's words or the network's; undefined while it is open. */
  readonly fault: string | undefined;
}

/** How the connection notices that it is dead, and when it tries again. */
export interface ConnectionTiming {
  /** A pong must arrive within this time. It must be shorter than the interval of pings that Feishu dictates. */
  readonly pongWithinMs: number;
  readonly handshakeWithinMs: number;
  /** The SDK gives up on some refusals. We start it again after this time, with up to as much again by chance. */
  readonly restartAfterMs: number;
}

const usualTiming: ConnectionTiming = {
  pongWithinMs: 10 * SECOND,
  handshakeWithinMs: 10 * SECOND,
  restartAfterMs: MINUTE / 2,
};

interface ConnectionParts {
  readonly app: FeishuApp;
  /** Returns the JSON that answers an event. If it throws, Feishu sends the event again. */
  readonly answer: (event: FeishuEvent) => Promise<object>;
  /** Carries the connection through a proxy. */
  readonly agent?: Agent | undefined;
  readonly clock: Clock;
  readonly log: Logger;
  readonly timing?: ConnectionTiming;
}

/** Opens the connection, and opens it again whenever it is lost, until it is closed. */
export function openLongConnection(parts: ConnectionParts): LongConnection {
  const { app, answer, agent, clock, log, timing = usualTiming } = parts;
  let state: ConnectionState = {
    isOpen: false,
    sinceMs: clock.now(),
    lastEventMs: undefined,
    reconnects: 0,
    fault: undefined,
  };
  let restart: NodeJS.Timeout | undefined;
  const change = (to: Partial<ConnectionState>) => {
    state = { ...state, ...to };
  };

  const events = new RawEvents({ logger: quietLogger(log) }, async (payload) => {
    change({ lastEventMs: clock.now() });
    return answer(readEvent(payload));
  });
  const client = new lark.WSClient({
    ...app,
    ...(agent && { agent }),
    logger: quietLogger(log),
    loggerLevel: lark.LoggerLevel.warn,
    httpInstance: endpointClient((fault) => change({ fault })),
    handshakeTimeoutMs: timing.handshakeWithinMs,
    wsConfig: { pingTimeout: timing.pongWithinMs / SECOND },
    onReady: opened,
    onReconnected: () => {
      change({ reconnects: state.reconnects + 1 });
      opened();
    },
    onReconnecting() {
      change({ isOpen: false, sinceMs: clock.now() });
      log.warn("the long connection to Feishu was lost");
    },
    onError(error) {
      change({ isOpen: false, fault: state.fault ?? error.message });
      log.error({ reason: error.message }, "Feishu refuses the long connection");
      restart = setTimeout(start, timing.restartAfterMs * (1 + Math.random())).unref();
    },
  });

  function opened(): void {
    change({ isOpen: true, sinceMs: clock.now(), fault: undefined });
    log.info("the long connection to Feishu is open");
  }

  function start(): void {
    void client.start({ eventDispatcher: events });
  }

  start();
  return {
    state: () => state,
    close() {
      clearTimeout(restart);
      client.close({ force: true });
    },
  };
}

/** Hands on what arrives as it is: our own reader knows the events, and our own inbox their repeats. */
class RawEvents extends lark.EventDispatcher {
  readonly #answer: (payload: unknown) => Promise<object>;
  constructor(
    options: ConstructorParameters<typeof lark.EventDispatcher>[0],
    answer: (payload: unknown) => Promise<object>,
  ) {
    super(options);
    this.#answer = answer;
  }
  override invoke(payload: unknown): Promise<object> {
    return this.#answer(payload);
  }
}

interface EndpointAnswer {
  readonly code: number;
  readonly msg: string;
  readonly data?: object | null;
}

/**
 * Asks Feishu where to connect. The SDK expects `data` even in a refusal, and keeps the reason of a failure to itself.
 * @param onTried gets the fault that holds until the connection is open
 */
function endpointClient(onTried: (fault: string) => void): lark.HttpInstance {
  const http = lark.defaultHttpInstance;
  const request = async (options: Parameters<typeof http.request>[0]) => {
    const answer = await http.request<EndpointAnswer, EndpointAnswer>(options).catch((error: unknown) => {
      onTried(error instanceof Error ? error.message : "the request failed");
      throw error;
    });
    onTried(answer.code === 0 ? "its WebSocket did not open" : `${answer.msg} (${answer.code})`);
    return { ...answer, data: answer.data ?? {} };
  };
  return Object.create(http, { request: { value: request } }) as lark.HttpInstance;
}
