import express, { type Request, type RequestHandler, type Response } from "express";
import type { Change, ClickAction, StandInChat } from "./stand-in/message.ts";
import type { FeishuStandIn } from "./stand-in/stand-in.ts";
import type { PageState } from "./wire.ts";

const TEXT_MAX_LENGTH = 10_000;
/** Messages per chat that are sent when the page opens. */
const MESSAGES_SHOWN = 200;
const KEEP_ALIVE_MS = 25_000;

/** The API of the chat page. Whoever uses the page acts as one fixed person. */
export function pageApi(standIn: FeishuStandIn): express.Router {
  const router = express.Router();
  const isShown = (chat: StandInChat) => chat.type === "group" || chat.chatId === standIn.privateChat.chatId;

  function shownChat(chatId: unknown): StandInChat | undefined {
    return standIn.chats().find((chat) => chat.chatId === chatId && isShown(chat));
  }

  router.use(ownPageOnly, express.json({ limit: "100kb" }));

  router.get("/state", (_request, response) => {
    const chats = standIn.chats().filter(isShown);
    const messages = chats.flatMap((chat) => standIn.messagesIn(chat.chatId).slice(-MESSAGES_SHOWN));
    const { me, bot, people } = standIn;
    const state: PageState = { me, bot, people, chats, messages };
    response.json(state);
  });

  router.get("/changes", (request, response) => {
    streamChanges(standIn, request, response, (change) =>
      change.kind === "chat" ? isShown(change.chat) : shownChat(change.message.chatId) !== undefined,
    );
  });

  router.post("/chats/:chatId/messages", (request, response) => {
    const { text, thread } = request.body ?? {};
    const chat = shownChat(request.params.chatId);
    if (!chat) return refuse(response, 404, "there is no such chat");
    if (typeof text !== "string" || text.trim() === "" || text.length > TEXT_MAX_LENGTH) {
      return refuse(response, 400, `text must have 1 to ${TEXT_MAX_LENGTH} characters`);
    }
    const inThread = typeof thread === "string" ? { replyTo: thread, inThread: true } : {};
    const { message } = standIn.say(chat.chatId, text.trim(), inThread);
    response.json({ messageId: message.messageId });
  });

  router.post("/messages/:messageId/click", async (request, response) => {
    const message = standIn.message(request.params.messageId);
    const action = readAction(request.body);
    if (message?.type !== "interactive" || message.recalled) return refuse(response, 404, "there is no such card");
    if (!action) return refuse(response, 400, "an action with a tag is expected");
    response.json(await standIn.click(message.messageId, action));
  });
  return router;
}

/** Stops other sites in the same browser: they cannot send JSON without a CORS preflight, which fails. */
const ownPageOnly: RequestHandler = (request, response, next) => {
  if (request.method === "POST" && !request.is("application/json")) return refuse(response, 415, "JSON is expected");
  next();
};

function refuse(response: Response, status: number, error: string): void {
  response.status(status).json({ error });
}

function readAction(body: unknown): ClickAction | undefined {
  const action = (body as { action?: unknown } | undefined)?.action;
  const tag = (action as { tag?: unknown } | null | undefined)?.tag;
  return typeof tag === "string" ? (action as ClickAction) : undefined;
}

/** Server-sent events, one per change. */
function streamChanges(
  standIn: FeishuStandIn,
  request: Request,
  response: Response,
  isShown: (change: Change) => boolean,
): void {
  response.set({ "Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no" });
  response.flushHeaders();
  const stop = standIn.onChange((change) => {
    if (isShown(change)) response.write(`data: ${JSON.stringify(change)}\n\n`);
  });
  const keepAlive = setInterval(() => response.write(": still here\n\n"), KEEP_ALIVE_MS);
  request.on("close", () => {
    stop();
    clearInterval(keepAlive);
  });
}
