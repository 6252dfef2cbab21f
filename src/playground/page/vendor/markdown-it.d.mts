// Copied here by assets.ts: the browser knows no package names.

export type { StateInline, Token } from "markdown-it";
export { default } from "markdown-it";
