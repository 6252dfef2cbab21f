import { createServer, type Server } from "node:http";
import express, { type ErrorRequestHandler } from "express";
import { botApi, scopeApi, tokenApi } from "./account-api.ts";
import { chatApi } from "./chat-api.ts";
import { answerFault, type Exchange, respond } from "./exchange.ts";
import type { LongConnections } from "./long-connection.ts";
import { cardUpdateApi, messageApi } from "./message-api.ts";
import type { Platform } from "./platform.ts";
import { reactionApi } from "./reaction-api.ts";
import { robotApi } from "./robot-api.ts";

/** The endpoints of Feishu that the service calls. */
export function createApiServer(platform: Platform, exchange: Exchange, { endpoint }: LongConnections): Server {
  const app = express();
  app.disable("x-powered-by").disable("etag");
  app.use(express.json({ limit: "1mb", type: () => true, strict: false }));
  app.use(exchange.record, exchange.injectFaults);
  app.use(tokenApi(platform), robotApi(platform), endpoint(platform));
  app.use((request, _response, next) => {
    platform.tokens.check(request.headers.authorization);
    next();
  });
  app.use(platform.permissions.check);
  app.use(
    botApi(platform),
    scopeApi(platform),
    messageApi(platform),
    reactionApi(platform),
    chatApi(platform),
    cardUpdateApi(platform),
  );
  app.use((_request, response) => respond(response, 404, { code: 404, msg: "404 page not found" }));
  app.use(answerFault, answerBadBody);
  return createServer(app);
}

/** Express tells an error handler by its four parameters. */
const answerBadBody: ErrorRequestHandler = (error, _request, response, _next) => {
  const status = Number((error as { status?: unknown }).status ?? 500);
  respond(response, status, { code: status < 500 ? 9499 : 2200, msg: status < 500 ? "Bad Request" : "Internal Error" });
};
