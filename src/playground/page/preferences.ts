import type { PageLocale } from "./locale.ts";

export type ThemeChoice = "system" | "light" | "dark";

export interface Preferences {
  readonly locale: PageLocale;
  readonly theme: ThemeChoice;
}

const key = "ci-stat-playground";

/** The saved preferences, or else the browser's. */
export function loadPreferences(): Preferences {
  const fromBrowser: Preferences = { locale: /^zh/i.test(navigator.language) ? "zh_cn" : "en_us", theme: "system" };
  try {
    return { ...fromBrowser, ...JSON.parse(localStorage.getItem(key) ?? "{}") };
  } catch {
    return fromBrowser;
  }
}

export function savePreferences(preferences: Preferences): void {
  localStorage.setItem(key, JSON.stringify(preferences));
}

const systemIsDark = matchMedia("(prefers-color-scheme: dark)");

export function isDark({ theme }: Preferences): boolean {
  return theme === "system" ? systemIsDark.matches : theme === "dark";
}

export function onSystemThemeChange(listener: () => void): void {
  systemIsDark.addEventListener("change", listener);
}
