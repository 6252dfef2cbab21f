import { userIds } from "./event.ts";
import { newToken } from "./ids.ts";
import type { StandInChat, StandInPerson } from "./message.ts";
import type { Platform } from "./platform.ts";

interface Arranger {
  readonly url: string;
  readonly operator: StandInPerson;
  readonly pushEvent: (eventType: string, event: object) => Promise<unknown>;
}

/** Changes who is in which chat. The bot gets an event when it is added or removed. */
export function arrange({ tenant, robots }: Platform, { url, operator, pushEvent }: Arranger) {
  function setMembership(chatId: string, botIsMember: boolean): void {
    const chat = tenant.chats.get(chatId);
    if (!chat) throw new Error(`there is no chat ${chatId}`);
    tenant.putChat({ ...chat, botIsMember });
    const who = { operator_id: userIds(operator), operator_tenant_key: tenant.tenantKey };
    const event = { chat_id: chatId, external: false, name: chat.name, ...who };
    void pushEvent(`im.chat.member.bot.${botIsMember ? "added" : "deleted"}_v1`, event);
  }

  return {
    addChat: ({ name, type = "group" }: { readonly name: string; readonly type?: StandInChat["type"] }) =>
      tenant.addChat({ name, type }),
    addBot: (chatId: string) => setMembership(chatId, true),
    removeBot: (chatId: string) => setMembership(chatId, false),
    addRobot(
      chatId: string,
      { name = "Robot", secret = null }: { name?: string; secret?: string | null } = {},
    ): string {
      const robot = { id: newToken(), chatId, name, secret };
      robots.set(robot.id, robot);
      return `${url}/open-apis/bot/v2/hook/${robot.id}`;
    },
  };
}

/** The person who uses the page. */
const me = "林晓 Xiao Lin";
const colleagues = ["王浩然", "Emma Clarke", "赵敏", "Daniel Kim", "陈思远"];
const groups = ["CI Status Report", "TiDB 研发群 · R&D"];

/** The people and chats that a stand-in starts with. */
export function settle({ tenant, bot }: Platform): { me: StandInPerson; privateChat: StandInChat } {
  const self = tenant.newcomer(me);
  tenant.people.push(self, ...colleagues.map(tenant.newcomer));
  for (const name of groups) tenant.addChat({ name, type: "group" });
  return { me: self, privateChat: tenant.privateChatWith(self, bot.name) };
}
