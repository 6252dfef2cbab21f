import type { CardRules } from "./card-check.ts";
import { type Clicks, createClicks } from "./clicks.ts";
import type { EventSource } from "./event.ts";
import { createSentUuids, type SentUuids } from "./ids.ts";
import type { StandInPerson } from "./message.ts";
import { createPermissions, type Permissions } from "./permissions.ts";
import type { Push } from "./push.ts";
import { createRateLimit, type RateLimit } from "./rate-limit.ts";
import { createTenant, type Tenant } from "./tenant.ts";
import { type AccessTokens, createAccessTokens } from "./tokens.ts";

/** A custom robot of one group. */
interface StandInRobot {
  readonly id: string;
  readonly chatId: string;
  readonly name: string;
  readonly secret: string | null;
}

/** State that the endpoints share. */
export interface Platform {
  readonly credentials: { readonly appId: string; readonly appSecret: string };
  readonly tenant: Tenant;
  /** The service's bot: a name and an open_id, like a person. */
  readonly bot: StandInPerson;
  readonly tokens: AccessTokens;
  readonly permissions: Permissions;
  readonly limit: RateLimit;
  readonly rules: CardRules;
  readonly clicks: Clicks;
  readonly robots: Map<string, StandInRobot>;
  readonly sent: SentUuids;
}

export interface PlatformOptions {
  readonly credentials: Platform["credentials"];
  readonly verificationToken: string;
  readonly push: Push;
  readonly botName: string;
  readonly queriesPerSecond: number;
  readonly tokenLifetimeSeconds: number;
  readonly now: () => number;
}

export function createPlatform(options: PlatformOptions): { platform: Platform; source: EventSource } {
  const { credentials, verificationToken, push, now } = options;
  const tenant = createTenant(now);
  const bot = tenant.newcomer(options.botName);
  const source: EventSource = { appId: credentials.appId, verificationToken, tenantKey: tenant.tenantKey };
  const rules: CardRules = {
    knows: (openId) => openId === bot.openId || tenant.people.some((person) => person.openId === openId),
  };
  const platform: Platform = {
    credentials,
    tenant,
    bot,
    tokens: createAccessTokens(now, options.tokenLifetimeSeconds),
    permissions: createPermissions(),
    limit: createRateLimit(options.queriesPerSecond),
    rules,
    clicks: createClicks({ tenant, source, push, rules }),
    robots: new Map(),
    sent: createSentUuids(now),
  };
  return { platform, source };
}
