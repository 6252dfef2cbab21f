import type { StandInChat, StandInPerson } from "./message.ts";
import type { Platform } from "./platform.ts";

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
