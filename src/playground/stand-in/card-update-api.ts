import express from "express";
import { api } from "./exchange.ts";
import type { Platform } from "./platform.ts";

/** Updates a clicked card with the token of its click. */
export function cardUpdateApi({ clicks }: Platform): express.Router {
  const router = express.Router();
  router.post(
    "/open-apis/interactive/v1/card/update",
    api(({ body }) => {
      clicks.updateByToken(body?.token, body?.card);
      return {};
    }),
  );
  return router;
}
