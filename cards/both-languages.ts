import type { Text } from "../src/model/text.ts";
import { plain } from "./elements.ts";

/** Charts and tables have no `i18n_content`, so their words stand in both languages: `失败 Failed`. */
export function inOneString(text: Text | string, length: number): string {
  const { zh_cn, en_us } = plain(text, length);
  return zh_cn === en_us ? zh_cn : `${zh_cn} ${en_us}`;
}
