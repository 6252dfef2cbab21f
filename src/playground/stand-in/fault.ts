/** A refused call, which is sent as the answer that Feishu documents. */
export class ApiFault extends Error {
  readonly code: number;
  readonly status: number;
  readonly resetSeconds: number | null;

  constructor(code: number, msg: string, { status = 400, resetSeconds = null }: FaultOptions = {}) {
    super(msg);
    this.name = "ApiFault";
    this.code = code;
    this.status = status;
    this.resetSeconds = resetSeconds;
  }
}

interface FaultOptions {
  readonly status?: number;
  /** Sent as `x-ogw-ratelimit-reset`. */
  readonly resetSeconds?: number | null;
}

export const badParameter = (detail: string) =>
  new ApiFault(230001, `Your request contains an invalid request parameter, ext=${detail}`);

export const tooLong = () => new ApiFault(230025, "The length of the message content reaches its limit.");

export const recalled = () => new ApiFault(230011, "The message was withdrawn.");

export const botNotInChat = () => new ApiFault(230002, "Bot/User can NOT be out of the chat.");

export const appRateLimited = (resetSeconds: number) =>
  new ApiFault(99991400, "request trigger frequency limit", { status: 429, resetSeconds });

export const messageRateLimited = () => new ApiFault(230020, "This operation triggers the frequency limit.");

/** A refused card: 230099, with the platform's sub-code in the message. */
export function cardRefused(subCode: number, reason: string, path = "ROOT", value = "") {
  const detail = `ErrCode: ${subCode}; ErrPath: ${path}; ErrMsg: ${reason}; ErrorValue: ${value}`;
  return new ApiFault(230099, `Failed to create card content, ext=${detail}`);
}

export const cardIsLocked = () => cardRefused(11310, "card action is lock");
