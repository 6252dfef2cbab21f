import type { Server } from "node:http";
import express from "express";
import { type WebSocket, WebSocketServer } from "ws";
import { respond } from "./exchange.ts";
import { decodeFrame, encodeFrame, headerOf, type SocketFrame } from "./frames.ts";
import { newToken } from "./ids.ts";
import type { Platform } from "./platform.ts";
import type { Push, PushAnswer } from "./push.ts";

/** Seconds, as Feishu names them to its clients. */
export interface ClientConfig {
  readonly PingInterval: number;
  readonly ReconnectCount: number;
  readonly ReconnectInterval: number;
  readonly ReconnectNonce: number;
}

export const usualClientConfig: ClientConfig = {
  PingInterval: 120,
  ReconnectCount: -1,
  ReconnectInterval: 120,
  ReconnectNonce: 30,
};

const PATH = "/ws/v2";
const MOST_CONNECTIONS = 50;
/** Larger events are sent in several frames. */
const FRAME_BYTES = 4096;
const AUTH_FAILED = 514;
const TOO_MANY_CONNECTIONS = 1000040350;

export type LongConnections = ReturnType<typeof createLongConnections>;

/** The connections that apps open to receive events. Each event goes to one of them, by chance. */
export function createLongConnections(answerLimitMs: number, config: ClientConfig) {
  const sockets = new WebSocketServer({ noServer: true });
  const silent = new WeakSet<WebSocket>();
  const questions = createQuestions(answerLimitMs);
  const tickets = new Set<string>();
  const open = () => [...sockets.clients].filter((socket) => socket.readyState === socket.OPEN);

  /** `POST /callback/ws/endpoint`: where to connect, for those who know the app's secret. */
  function endpoint({ credentials }: Pick<Platform, "credentials">): express.Router {
    const router = express.Router();
    router.post("/callback/ws/endpoint", (request, response) => {
      const { AppID: appId, AppSecret: appSecret } = request.body ?? {};
      if (appId !== credentials.appId || appSecret !== credentials.appSecret)
        return respond(response, 200, { code: AUTH_FAILED, msg: "app_id or app_secret is invalid" });
      if (open().length >= MOST_CONNECTIONS)
        return respond(response, 200, {
          code: TOO_MANY_CONNECTIONS,
          msg: "the number of connections exceeded the limit",
        });
      const ticket = newToken();
      tickets.add(ticket);
      const query = `device_id=${newToken(10)}&service_id=33554678&ticket=${ticket}`;
      const url = `ws://${request.headers.host}${PATH}?${query}`;
      respond(response, 200, { code: 0, msg: "success", data: { URL: url, ClientConfig: config } });
    });
    return router;
  }

  function attach(server: Server): void {
    server.on("upgrade", (request, socket, head) => {
      const { pathname, searchParams } = new URL(request.url ?? "", "ws://localhost");
      if (pathname !== PATH || !tickets.delete(searchParams.get("ticket") ?? "")) socket.destroy();
      else sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit("connection", opened));
    });
  }

  sockets.on("connection", (socket: WebSocket) => {
    socket.on("message", (bytes: Buffer) => {
      if (silent.has(socket)) return;
      const frame = decodeFrame(bytes);
      if (headerOf(frame, "type") === "ping") socket.send(encodeFrame(pong(frame, config)));
      else questions.answered(frame);
    });
  });

  const push: Push = async (payload) => {
    const began = performance.now();
    const durationMs = () => Math.round(performance.now() - began);
    const candidates = open();
    const socket = candidates[Math.floor(Math.random() * candidates.length)];
    if (!socket) return { kind: "unreachable", durationMs: durationMs() };
    const answer = await questions.ask(socket, payload);
    return answer ? readAnswer(answer, durationMs()) : { kind: "late", durationMs: durationMs() };
  };

  return {
    push,
    endpoint,
    attach,
    /** How many connections are open. */
    count: () => open().length,
    /** Closes all connections, as Feishu does when it moves them to another machine. */
    drop: () => open().map((socket) => socket.close(1012)),
    /** Keeps the connections of this moment open and lets them die: nothing more is read or said. */
    freeze: () => open().map((socket) => silent.add(socket)),
    close() {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}

/** Events under way, each until it is answered or the time is over. */
function createQuestions(answerLimitMs: number) {
  const waiting = new Map<string, (answer: SocketFrame) => void>();
  return {
    /** Undefined if no answer comes in time. */
    async ask(socket: WebSocket, payload: object): Promise<SocketFrame | undefined> {
      const messageId = newToken();
      const answer = await new Promise<SocketFrame | undefined>((resolve) => {
        const late = setTimeout(resolve, answerLimitMs, undefined).unref();
        waiting.set(messageId, (frame) => {
          clearTimeout(late);
          resolve(frame);
        });
        for (const frame of framesOf(payload, messageId)) socket.send(encodeFrame(frame));
      });
      waiting.delete(messageId);
      return answer;
    },
    answered(frame: SocketFrame): void {
      waiting.get(headerOf(frame, "message_id") ?? "")?.(frame);
    },
  };
}

function pong(ping: SocketFrame, config: ClientConfig): SocketFrame {
  const headers = [{ key: "type", value: "pong" }];
  return { ...ping, headers, payload: Buffer.from(JSON.stringify(config)) };
}

function framesOf(payload: object, messageId: string): SocketFrame[] {
  const bytes = Buffer.from(JSON.stringify(payload));
  const sum = Math.ceil(bytes.length / FRAME_BYTES);
  return Array.from({ length: sum }, (_none, seq) => ({
    SeqID: 0,
    LogID: 0,
    service: 1,
    method: 1,
    headers: Object.entries({ type: "event", message_id: messageId, sum, seq, trace_id: messageId }).map(
      ([key, value]) => ({ key, value: String(value) }),
    ),
    payload: bytes.subarray(seq * FRAME_BYTES, (seq + 1) * FRAME_BYTES),
  }));
}

/** The client's answer holds a status and, in base64, the JSON that a webhook would have answered. */
function readAnswer({ payload = new Uint8Array() }: SocketFrame, durationMs: number): PushAnswer {
  const { code, data } = JSON.parse(Buffer.from(payload).toString("utf8")) as { code: number; data?: string };
  const body = data === undefined ? "{}" : Buffer.from(data, "base64").toString("utf8");
  return { kind: "answered", status: code, body, durationMs };
}
