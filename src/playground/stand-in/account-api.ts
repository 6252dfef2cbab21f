import express from "express";
import { api, respond } from "./exchange.ts";
import { ApiFault } from "./fault.ts";
import type { Platform } from "./platform.ts";

/** Issues tokens; these calls need no token. */
export function tokenApi({ credentials, tokens }: Platform): express.Router {
  const router = express.Router();
  router.post("/open-apis/auth/v3/tenant_access_token/internal", (request, response) => {
    const { app_id: appId, app_secret: appSecret } = request.body ?? {};
    if (appId !== credentials.appId) throw new ApiFault(10003, "invalid param", { status: 200 });
    if (appSecret !== credentials.appSecret) throw new ApiFault(10014, "app secret invalid", { status: 200 });
    const { token, expire } = tokens.issue();
    respond(response, 200, { code: 0, msg: "ok", tenant_access_token: token, expire });
  });
  return router;
}

/** The app's scopes. https://open.feishu.cn/document/application-v6/scope/list */
export function scopeApi({ permissions }: Platform): express.Router {
  const router = express.Router();
  router.get(
    "/open-apis/application/v6/scopes",
    api(() => ({ scopes: permissions.scopes() })),
  );
  return router;
}

/** Describes the bot. This is the one answer whose content is under `bot`, not `data`. */
export function botApi({ bot }: Platform): express.Router {
  const router = express.Router();
  router.get("/open-apis/bot/v3/info", (_request, response) => {
    const info = { activate_status: 2, app_name: bot.name, avatar_url: "", ip_white_list: [], open_id: bot.openId };
    respond(response, 200, { code: 0, msg: "ok", bot: info });
  });
  return router;
}
