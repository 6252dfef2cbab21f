import type { Router } from "express";
import type { Logger } from "pino";
import type { Settings } from "../config.ts";
import type { FeishuApp } from "../feishu/client.ts";
import { dispatch, type EventHandlers } from "../feishu/dispatch.ts";
import type { FeishuEvent } from "../feishu/event.ts";
import { type ConnectionState, type LongConnection, openLongConnection } from "../feishu/long-connection.ts";
import { type EventSecurity, feishuWebhook } from "../feishu/webhook.ts";
import { type ConnectionHealth, createConnectionHealth } from "../health/connection.ts";
import type { Clock } from "../ports/clock.ts";
import { socketAgent } from "./proxies.ts";

/** How events and clicks reach the service: at its own address, or over a connection that it opens. */
export interface Intake {
  /** Undefined for the long connection, which needs no address. */
  readonly router: Router | undefined;
  /** Undefined without a long connection. */
  readonly health: ConnectionHealth | undefined;
  /** Undefined without a long connection, and until it is opened. */
  state(): ConnectionState | undefined;
  open(): void;
  close(): void;
}

interface IntakeParts {
  readonly app: FeishuApp;
  /** Undefined for the long connection, which needs no keys. */
  readonly security: EventSecurity | undefined;
  readonly handlers: EventHandlers;
  readonly locale: Settings["locale"];
  readonly clock: Clock;
  readonly log: Logger;
}

export function createIntake(parts: IntakeParts): Intake {
  const { security, handlers, locale, clock, log } = parts;
  if (security === undefined) return longConnection(parts);
  const router = feishuWebhook(security, handlers, locale, clock, log);
  return { router, health: undefined, state: () => undefined, open() {}, close() {} };
}

function longConnection({ app, handlers, locale, clock, log }: IntakeParts): Intake {
  const answer = (event: FeishuEvent) => dispatch(event, handlers, locale, log);
  let connection: LongConnection | undefined;
  const state = () => connection?.state();
  return {
    router: undefined,
    health: createConnectionHealth(state, clock),
    state,
    open() {
      connection = openLongConnection({ app, answer, agent: socketAgent(app.domain), clock, log });
    },
    close: () => connection?.close(),
  };
}
