import * as lark from "@larksuiteoapi/node-sdk";
import pRetry, { AbortError } from "p-retry";
import type { Logger } from "pino";
import { MINUTE, SECOND } from "../model/window.ts";
import type { Clock } from "../ports/clock.ts";
import { RefusedError, UnreachableError } from "../ports/errors.ts";
import { type CallResult, signals } from "../ports/signals.ts";
import { type AnswerOutcome, readAnswer, readThrown } from "./answer.ts";
import { quietLogger } from "./quiet-logger.ts";
import { createStanding, type Standing } from "./standing.ts";

/** Calls Feishu through the SDK. It adds what the SDK lacks: timeouts, retries, token refresh, quiet logs. */

export interface FeishuApp {
  readonly appId: string;
  readonly appSecret: string;
  /** `https://open.feishu.cn`, without a slash at the end. */
  readonly domain: string;
}

type Sdk = InstanceType<typeof lark.Client>;
type WithToken = ReturnType<typeof lark.withTenantToken>;

export interface FeishuClient {
  readonly app: Pick<FeishuApp, "appId" | "domain">;
  readonly standing: Standing;
  /** Runs one call of the SDK. @throws UnreachableError, RefusedError */
  call<Answer>(operation: string, run: (sdk: Sdk, token: WithToken) => Promise<Answer>): Promise<Answer>;
  /** Makes sure of a token. @throws UnreachableError, RefusedError */
  checkToken(): Promise<void>;
}

/** How long one try may take, how often it is repeated, and how long before the first repetition. */
interface RetryPolicy {
  readonly timeoutMs: number;
  readonly retries: number;
  readonly firstWaitMs: number;
}

const usualPolicy: RetryPolicy = { timeoutMs: 8 * SECOND, retries: 4, firstWaitMs: 300 };
/** How often a call is repeated whose code nobody documented. */
const UNKNOWN_CODE_RETRIES = 2;
const LONGEST_WAIT_MS = 20 * SECOND;
/** A token is renewed this long before it ends. */
const TOKEN_MARGIN_MS = 5 * MINUTE;

export function createFeishuClient(
  app: FeishuApp,
  clock: Clock,
  log: Logger,
  { timeoutMs, retries, firstWaitMs }: RetryPolicy = usualPolicy,
): FeishuClient {
  lark.defaultHttpInstance.defaults.timeout = timeoutMs;
  const sdk = new lark.Client({
    ...app,
    disableTokenCache: true,
    logger: quietLogger(log),
    loggerLevel: lark.LoggerLevel.warn,
  });
  const tokens = tokenKeeper(sdk, app, clock);
  const standing = createStanding(clock);

  async function attempt<Answer>(
    operation: string,
    run: (sdk: Sdk, token: WithToken) => Promise<Answer>,
  ): Promise<AnswerOutcome> {
    let token = "";
    const once = async () => {
      let isCalled = false;
      const outcome = await outcomeOf(operation, async () => {
        token = await tokens.get();
        isCalled = true;
        return run(sdk, lark.withTenantToken(token));
      });
      // Asking for a token does not count against the quota.
      if (isCalled) standing.note(operation, outcome.kind === "ok" ? undefined : outcome.error);
      return outcome;
    };
    const outcome = await once();
    if (outcome.kind !== "stale_token") return outcome;
    tokens.drop(token);
    return once();
  }

  return {
    app: { appId: app.appId, domain: app.domain },
    standing,
    async call<Answer>(operation: string, run: (sdk: Sdk, token: WithToken) => Promise<Answer>) {
      let maybeDone = false;
      let unknownCodes = 0;
      const once = async () => {
        const outcome = await attempt(operation, run);
        if (outcome.kind === "unknown_code" && ++unknownCodes > UNKNOWN_CODE_RETRIES)
          throw new AbortError(outcome.error);
        if (outcome.kind === "unreachable") maybeDone ||= outcome.error.maybeDone;
        return (await settled(outcome)) as Answer;
      };
      const calling = pRetry(once, {
        retries,
        minTimeout: firstWaitMs,
        factor: 2.5,
        maxTimeout: LONGEST_WAIT_MS,
        randomize: true,
        onFailedAttempt: ({ error, attemptNumber, retriesLeft }) =>
          log.warn({ operation, attemptNumber, retriesLeft, reason: error.message }, "Feishu call failed"),
      });
      return calling.catch((error: unknown) => {
        throw maybeDone && saysNothingOfEarlier(error) ? new UnreachableError("Feishu", { cause: error }) : error;
      });
    },
    async checkToken() {
      await tokens.get();
    },
  };
}

/** After a try that may have succeeded we stay unsure, unless a later one learns that it can never succeed. */
function saysNothingOfEarlier(error: unknown): boolean {
  if (error instanceof RefusedError) return error.kind === "busy" || error.kind === "app";
  return error instanceof UnreachableError && !error.maybeDone;
}

/** Makes one call. Never throws. */
async function outcomeOf(operation: string, run: () => Promise<unknown>): Promise<AnswerOutcome> {
  const started = performance.now();
  const outcome = await readOutcome(operation, run);
  const ms = performance.now() - started;
  signals.call.send({ service: "feishu", operation, result: callResults[outcome.kind], ms });
  return outcome;
}

const callResults: Readonly<Record<AnswerOutcome["kind"], CallResult>> = {
  ok: "ok",
  busy: "refused",
  refused: "refused",
  stale_token: "refused",
  unknown_code: "refused",
  unreachable: "unreachable",
};

async function readOutcome(operation: string, run: () => Promise<unknown>): Promise<AnswerOutcome> {
  try {
    return readAnswer(operation, await run());
  } catch (thrown) {
    if (thrown instanceof RefusedError) return { kind: "refused", error: thrown };
    if (thrown instanceof UnreachableError) return { kind: "unreachable", error: thrown };
    return readThrown(operation, thrown);
  }
}

/** Returns the answer. Throws what is worth another try as it is, and what is not as an AbortError. */
async function settled(outcome: AnswerOutcome): Promise<unknown> {
  switch (outcome.kind) {
    case "ok":
      return outcome.data;
    case "busy":
      if (outcome.waitMs !== undefined) await wait(Math.min(outcome.waitMs, LONGEST_WAIT_MS));
      throw outcome.error;
    case "unreachable":
    case "unknown_code":
      throw outcome.error;
    case "refused":
    case "stale_token":
      throw new AbortError(outcome.error);
  }
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

interface TokenKeeper {
  get(): Promise<string>;
  /** Forgets a token that was refused, unless another one is held already. */
  drop(refused: string): void;
}

/** One token for all calls, fetched once however many ask. The SDK's own keeper neither shares nor renews. */
function tokenKeeper(sdk: Sdk, { appId, appSecret }: FeishuApp, clock: Clock): TokenKeeper {
  let held: { readonly token: string; readonly until: number } | undefined;
  let fetching: Promise<string> | undefined;

  async function fetchToken(): Promise<string> {
    const data = { app_id: appId, app_secret: appSecret };
    const outcome = await outcomeOf("token", () => sdk.auth.v3.tenantAccessToken.internal({ data }));
    if (outcome.kind === "unreachable")
      throw new UnreachableError("Feishu", { cause: outcome.error.cause, maybeDone: false });
    if (outcome.kind !== "ok") throw outcome.error;
    const { tenant_access_token: token, expire } = outcome.data as { tenant_access_token: string; expire: number };
    held = { token, until: clock.now() + expire * SECOND - TOKEN_MARGIN_MS };
    return token;
  }

  function fetchOnce(): Promise<string> {
    fetching ??= fetchToken().finally(() => {
      fetching = undefined;
    });
    return fetching;
  }

  return {
    async get() {
      return held && clock.now() < held.until ? held.token : fetchOnce();
    },
    drop(refused) {
      if (held?.token === refused) held = undefined;
    },
  };
}
