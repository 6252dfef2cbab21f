import { rules } from "@secretlint/secretlint-rule-preset-recommend";

/** The part of secretlint's own types that is needed here. */
interface SecretRule {
  readonly meta: { readonly type: "scanner" | "filter" };
  create(context: object, options: object): { file?(source: object): unknown };
}
type Range = readonly [begin: number, end: number];

/** Filters would let a comment in a log switch the rules off. */
const scanners = (rules as unknown as readonly SecretRule[]).filter(({ meta }) => meta.type === "scanner");

/**
 * Finds the places where secretlint's recommended rules see secrets. Its core is not used: it is asynchronous, and its
 * profiler keeps an entry of every call forever.
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
