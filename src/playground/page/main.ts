import { follow } from "./api.ts";
import { mountChatList } from "./chat-list.ts";
import { mountChat, mountThread } from "./chat-view.ts";
import { byId } from "./dom.ts";
import { languageTag } from "./locale.ts";
import { isDark, onSystemThemeChange } from "./preferences.ts";
import { createStore } from "./store.ts";

const store = createStore();

store.subscribe(() => {
  const { preferences, showsList } = store.get();
  document.documentElement.lang = languageTag[preferences.locale];
  document.documentElement.dataset.theme = isDark(preferences) ? "dark" : "light";
  byId("app").toggleAttribute("data-list", showsList);
});
mountChatList(store);
mountChat(store);
mountThread(store);
onSystemThemeChange(() => store.update({}));
store.update({});

follow({
  onState: store.replace,
  onChange: store.apply,
  onConnection: (connected) => store.update({ connected }),
});
