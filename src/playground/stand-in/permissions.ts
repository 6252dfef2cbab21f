import type { RequestHandler } from "express";
import { ApiFault } from "./fault.ts";

/** The scopes of an app that is set up as in the README. */
const usual = [
  "im:message.p2p_msg:readonly",
  "im:message.group_at_msg:readonly",
  "im:message:send_as_bot",
  "im:chat:readonly",
  "im:message.reactions:write_only",
];

/** Paths with their scopes, any one of which is enough. */
const needs: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\/reactions/, ["im:message", "im:message.reactions:write_only"]],
  [/\/im\/v1\/messages/, ["im:message", "im:message:send_as_bot", "im:message:send"]],
  [/\/im\/v1\/chats/, ["im:chat", "im:chat:read", "im:chat:readonly", "im:chat.group_info:readonly"]],
];

export type Permissions = ReturnType<typeof createPermissions>;

/** The app's permissions, and the monthly quota of the free edition. */
export function createPermissions() {
  const granted = new Map(usual.map((scope) => [scope, true]));
  let counted = 0;
  let quota = Number.POSITIVE_INFINITY;

  const check: RequestHandler = (request, _response, next) => {
    counted += 1;
    if (counted > quota) throw new ApiFault(99991403, "This month's API call quota has been exceeded.");
    const [, anyOf] = needs.find(([path]) => path.test(request.path)) ?? [];
    if (anyOf && !anyOf.some((scope) => granted.get(scope)))
      throw new ApiFault(
        99991672,
        `Access denied. One of the following scopes is required: [${anyOf.join(", ")}]. 应用尚未开通所需的应用身份权限`,
      );
    next();
  };

  return {
    check,
    scopes: () => [...granted].map(([name, isGranted]) => ({ scope_name: name, grant_status: isGranted ? 1 : 2 })),
    grant(scope: string, isGranted: boolean): void {
      granted.set(scope, isGranted);
    },
    /** Calls that counted against the quota so far. */
    counted: () => counted,
    /** Allows this many more calls. */
    leave(calls: number): void {
      quota = counted + calls;
    },
  };
}
