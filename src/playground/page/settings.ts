import { el } from "./dom.ts";
import { icon } from "./icon.ts";
import { word } from "./locale.ts";
import type { ThemeChoice } from "./preferences.ts";
import { isDark } from "./preferences.ts";
import type { Store } from "./store.ts";

const nextTheme: Readonly<Record<ThemeChoice, ThemeChoice>> = { system: "light", light: "dark", dark: "system" };
const themeWord = { system: "themeSystem", light: "themeLight", dark: "themeDark" } as const;

/** Language and appearance. */
export function settings(store: Store): HTMLElement {
  const language = el("button", {
    type: "button",
    class: "setting",
    "data-testid": "language",
    onclick: switchLanguage,
  });
  const theme = el("button", { type: "button", class: "setting", "data-testid": "theme", onclick: switchTheme });

  function switchLanguage(): void {
    store.prefer({ locale: store.get().preferences.locale === "zh_cn" ? "en_us" : "zh_cn" });
  }
  function switchTheme(): void {
    store.prefer({ theme: nextTheme[store.get().preferences.theme] });
  }

  store.subscribe(() => {
    const { preferences } = store.get();
    const { locale } = preferences;
    language.textContent = locale === "zh_cn" ? "EN" : "中";
    language.setAttribute("aria-label", `${word(locale, "language")}: ${locale === "zh_cn" ? "English" : "中文"}`);
    language.title = language.getAttribute("aria-label") ?? "";
    theme.replaceChildren(icon(isDark(preferences) ? "moon" : "sun"));
    if (preferences.theme === "system") theme.append(el("span", { class: "auto" }, "A"));
    theme.setAttribute("aria-label", `${word(locale, "theme")}: ${word(locale, themeWord[preferences.theme])}`);
    theme.title = theme.getAttribute("aria-label") ?? "";
  });
  return el("div", { class: "settings" }, language, theme);
}
