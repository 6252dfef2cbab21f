import { rules } from "@secretlint/secretlint-rule-preset-recommend";

/** As much of secretlint's own types as is needed here. */
interface SecretRule {
  readonly meta: { readonly type: "scanner" | "filter" };
  create(context: object, options: object): { file?(source: object): unknown };
}
type Range = readonly [begin: number, end: number];

/** Filters would let a log switch the rules off by a comment. */
const scanners = (rules as unknown as readonly SecretRule[]).filter(({ meta }) => meta.type === "scanner");

/**
 * Where secretlint's recommended rules see secrets. Its core is left out: it is asynchronous, and its profiler keeps
 * an entry of every call for ever.
 */
export function secretRanges(text: string): readonly Range[] {
  const ranges: Range[] = [];
  const context = {
    sharedOptions: {},
    createTranslator: () => () => ({ message: "", messageId: "", data: {} }),
    ignore: () => {},
    report: ({ range }: { readonly range: Range }) => ranges.push(range),
  };
  const source = { content: text, filePath: "log.txt", ext: ".txt", contentType: "text" };
  for (const rule of scanners) rule.create(context, {}).file?.(source);
  return ranges;
}
