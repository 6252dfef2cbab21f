import type { ConnectionState } from "../feishu/long-connection.ts";
import { say, type Text } from "../model/text.ts";
import { DAY } from "../model/window.ts";
import type { Clock } from "../ports/clock.ts";
import { ago } from "../view/wording.ts";
import { HealthFault } from "./fault.ts";

/** What is known of the long connection, without asking Feishu. */
export interface ConnectionHealth {
  /** Whether it is open, since when, and when something last came. @throws HealthFault if it is not open */
  check(): Promise<Text>;
  /** What the operator should look at. */
  warnings(): readonly Text[];
}

/** A weekend without a word is usual, a longer silence is not. */
const SILENT_AFTER_MS = 3 * DAY;

/** @param state undefined before the connection is opened for the first time */
export function createConnectionHealth(state: () => ConnectionState | undefined, clock: Clock): ConnectionHealth {
  return {
    async check() {
      const now = state();
      if (!now?.isOpen) throw new HealthFault(closedText(now?.fault));
      return openText(now, clock.now());
    },
    warnings() {
      const now = state();
      return now?.isOpen && isSilent(now, clock.now()) ? [silentText(now, clock.now())] : [];
    },
  };
}

function isSilent({ lastEventMs, sinceMs }: ConnectionState, now: number): boolean {
  return now - (lastEventMs ?? sinceMs) > SILENT_AFTER_MS;
}

function closedText(fault: string | undefined): Text {
  if (fault === undefined) return say("the long connection is not open", "长连接未建立");
  return say(`the long connection is not open: ${fault}`, `长连接未建立：${fault}`);
}

function openText({ sinceMs, lastEventMs }: ConnectionState, now: number): Text {
  const since = ago(sinceMs, now);
  const last = lastEventText(lastEventMs, now);
  return say(`opened ${since.en_us}; ${last.en_us}`, `建立于 ${since.zh_cn}；${last.zh_cn}`);
}

function lastEventText(lastEventMs: number | undefined, now: number): Text {
  if (lastEventMs === undefined) return say("no event yet", "尚未收到事件");
  const last = ago(lastEventMs, now);
  return say(`last event ${last.en_us}`, `最近一次事件：${last.zh_cn}`);
}

function silentText({ lastEventMs, sinceMs }: ConnectionState, now: number): Text {
  const since = ago(lastEventMs ?? sinceMs, now);
  return say(
    `no event for long: the last one, or the opening of the connection, was ${since.en_us}; in the console, do Events & ` +
      "callbacks use the long connection, and is im.message.receive_v1 added?",
    `长时间没有收到事件：上一个事件（或连接建立）在 ${since.zh_cn}；请检查开放平台“事件与回调”是否选择了长连接，并已添加 im.message.receive_v1`,
  );
}
