import { say, type Text } from "../../model/text.ts";
import type { View } from "../../view/view.ts";
import type { Asker, Sources } from "./command.ts";

/**
 * Why someone may not change what is sent and filed; undefined if they may. Checked when the command runs, typed or
 * clicked.
 */
export async function refusalFor(
  { admins, site }: Pick<Sources, "admins" | "site">,
  asker: Asker | null,
): Promise<View | undefined> {
  if (asker === null || (await admins.has(asker.userId, asker.chatId))) return undefined;
  if (asker.fromOtherTenant && !site.allowOtherTenants) return refusalView(otherTenant, "other_tenant", asker);
  return admins.isOpen ? undefined : refusalView(notAnAdmin, "not_an_admin", asker);
}

interface Refusal {
  readonly title: Text;
  readonly cure: Text;
}

const notAnAdmin: Refusal = {
  title: say("Only admins can do this", "只有管理员可以执行此操作"),
  cure: say(
    "Only users listed under admins in the bot's configuration can do this. Ask one of them, or ask to be added with your open_id:",
    "只有机器人配置的 admins 中列出的用户可以执行此操作。请联系他们，或请他们加入你的 open_id：",
  ),
};
const otherTenant: Refusal = {
  title: say("Only members of the bot's organization can do this", "只有机器人所属企业的成员可以执行此操作"),
  cure: say(
    "You belong to another organization. The bot's operator can allow this for everyone with allow_other_tenants, or for you by adding your open_id to admins:",
    "你属于其他企业。管理员可以用 allow_other_tenants 对所有人放开，或把你的 open_id 加入 admins：",
  ),
};

function refusalView({ title, cure }: Refusal, error: string, { userId }: Asker): View {
  return {
    title,
    tone: "warn",
    trail: [],
    blocks: [{ kind: "lines", lines: [[cure], [{ text: userId, code: true }]] }],
    data: { error, openId: userId },
  };
}
