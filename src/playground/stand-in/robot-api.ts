import { createHmac } from "node:crypto";
import express from "express";
import { checkCard } from "./card-check.ts";
import { respond } from "./exchange.ts";
import { ApiFault } from "./fault.ts";
import type { Message } from "./message.ts";
import type { Platform } from "./platform.ts";
import { put } from "./posting.ts";

const BODY_BYTES = 20 * 1024;
const SIGNED_WITHIN_SECONDS = 3600;
const PER_SECOND = 5;

/** Robots refuse with status 200; only the code shows it. */
const refused = (code: number, msg: string) => new ApiFault(code, msg, { status: 200 });

/** Custom group robots: `POST /open-apis/bot/v2/hook/<id>`. */
export function robotApi(platform: Platform): express.Router {
  const { tenant, limit, robots } = platform;
  const router = express.Router();

  router.post("/open-apis/bot/v2/hook/:robotId", (request, response) => {
    const robot = robots.get(request.params.robotId);
    if (!robot) throw refused(19001, "param invalid: incoming webhook access token invalid");
    if (!limit.takes(robot.id, PER_SECOND))
      throw refused(11232, "frequency limited psm[lark.oapi.app_platform_runtime]");
    const body = request.body ?? {};
    if (Buffer.byteLength(JSON.stringify(body)) > BODY_BYTES) throw refused(19036, "request body is too large");
    if (robot.secret !== null && !isSigned(body, robot.secret, tenant.now())) {
      throw refused(19021, "sign match fail or timestamp is not within one hour from current time");
    }
    const sender = { kind: "robot", openId: robot.id, name: robot.name } as const;
    put(tenant, { chatId: robot.chatId, sender, ...robotContent(body, platform) });
    respond(response, 200, { StatusCode: 0, StatusMessage: "success", code: 0, data: {}, msg: "success" });
  });
  return router;
}

function isSigned(body: { timestamp?: unknown; sign?: unknown }, secret: string, nowMs: number): boolean {
  const timestamp = String(body.timestamp);
  const expected = createHmac("sha256", `${timestamp}\n${secret}`).digest("base64");
  return body.sign === expected && Math.abs(nowMs / 1000 - Number(timestamp)) < SIGNED_WITHIN_SECONDS;
}

/** Unlike the Open API, robots take objects: a card is under `card`, everything else under `content`. */
function robotContent(body: Record<string, unknown>, { rules }: Platform): Pick<Message, "type" | "content"> {
  const type = body.msg_type;
  const content = type === "interactive" ? body.card : body.content;
  if (type !== "interactive" && type !== "text" && type !== "post") throw refused(19002, "params error, msg_type need");
  if (typeof content !== "object" || content === null) throw refused(9499, "Bad Request");
  if (type === "interactive") checkCard({ ...content }, rules);
  return { type, content: JSON.stringify(content) };
}
