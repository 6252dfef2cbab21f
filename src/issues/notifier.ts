import type { View } from "../view/view.ts";

/** Sends cards that nobody asked for. */
export interface Notifier {
  /** One `key` is sent once, however often and by however many replicas it is asked for. */
  notify(view: View, how: { readonly key: string; readonly to: Audience }): Promise<void>;
}

/**
 * `deciders` subscribe to `issues`; where nobody does, `report_chats` get their cards. `everyone` is both.
 * `admins` are told what is wrong.
 */
export type Audience = "deciders" | "everyone" | "admins";
