import { channel } from "node:diagnostics_channel";
import type { DeliveryState } from "../model/delivery.ts";

/**
 * What happens inside, for whoever measures it. Without a listener a signal costs nothing and goes nowhere. They are
 * channels of `node:diagnostics_channel`, so a tool of the operator can listen as well.
 */
export interface Signal<Content extends object> {
  send(content: Content): void;
  /** Returns a function that stops listening. */
  listen(listener: (content: Content) => void): () => void;
}

/** How a call of another service ended. `refused`: it answered no. `unreachable`: no answer, or one that came too late. */
export type CallResult = "ok" | "refused" | "unreachable";

export interface EventSignal {
  readonly kind:
    | "challenge"
    | "message"
    | "click"
    | "menu"
    | "joined"
    | "entered"
    | "chat_changed"
    | "unsupported"
    | "unknown";
  /** `refused`: the signature or token is wrong, or the body is no event. `failed`: Feishu will send it again. */
  readonly result: "accepted" | "refused" | "failed";
}

export interface QuestionSignal {
  readonly kind: "message" | "click";
  /** `repeated`: another event had brought it. `turned_away`: the person or chat had too many waiting. */
  readonly result: "taken" | "repeated" | "turned_away";
}

/** `mistake`: the line was not understood. `away`: the database was. `late`: given up after a minute. */
export type AnswerResult = "answered" | "mistake" | "away" | "late" | "failed";

export interface AnswerSignal {
  /** The command's name; `none` if the line named none. */
  readonly command: string;
  readonly result: AnswerResult;
  /** From reading the line until the answer could be sent. */
  readonly ms: number;
}

export interface CallSignal {
  readonly service: "feishu" | "github" | "jenkins";
  /** A fixed name, never an address. */
  readonly operation: string;
  readonly result: CallResult;
  readonly ms: number;
}

export interface DeliverySignal {
  readonly topic: string;
  readonly state: DeliveryState;
}

export interface StatementSignal {
  readonly result: "ok" | "failed";
  readonly ms: number;
}

export interface ScanSignal {
  readonly outcome: string;
  readonly ms: number;
}

export const signals = {
  event: signal<EventSignal>("event"),
  question: signal<QuestionSignal>("question"),
  answer: signal<AnswerSignal>("answer"),
  call: signal<CallSignal>("call"),
  delivery: signal<DeliverySignal>("delivery"),
  statement: signal<StatementSignal>("statement"),
  /** A statement had to wait because every connection of the pool was busy. */
  poolWait: signal<object>("pool-wait"),
  scan: signal<ScanSignal>("scan"),
};

function signal<Content extends object>(name: string): Signal<Content> {
  const wire = channel(`ci_stat:${name}`);
  return {
    send: (content) => wire.publish(content),
    listen(listener) {
      const heard = (content: unknown) => listener(content as Content);
      wire.subscribe(heard);
      return () => void wire.unsubscribe(heard);
    },
  };
}
