/** Not the version of a Go module: `toml@v0.3.1.mod`. */
const EMAIL = /(?<![\w.+%-])[\w.+%-]{1,64}@(?!v\d)(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}(?![\w-])/gi;
/** Mobile numbers as written in China, and any number with a country code. */
const PHONE =
  /(?<![\w.+-])(?:(?:\+?86[- ]?)?1[3-9]\d(?:\d{8}|([- ])\d{4}\1\d{4})|\+\d{1,3}[- ]?(?:\(\d{1,4}\)[- ]?)?\d{2,4}(?:[- ]?\d{2,4}){2,3})(?![\w.-])/g;

/** Removes e-mail addresses and phone numbers: Feishu refuses cards that contain them. */
export function maskPersonal(text: string): string {
  return text.replace(EMAIL, "[e-mail]").replace(PHONE, "[phone]");
}
