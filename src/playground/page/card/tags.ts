import type { StateInline } from "../vendor/markdown-it.mjs";

/** Feishu's own tags: some are void, the others enclose text. */
const standingAlone = new Set(["br", "hr"]);
const known = new Set([...standingAlone, ..."font text_tag number_tag link a at person local_datetime raw".split(" ")]);

const tag = /^<(\/?)([a-z_]+)((?:\s+[\w-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>]+))*)\s*(\/?)>/i;
const attribute = /([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))/g;

/**
 * An inline rule of markdown-it for Feishu's tags. It reads the source, where entities are not yet decoded, so `&#60;`
 * never opens a tag. Unknown tags stay text.
 */
export function readTag(state: StateInline, silent: boolean): boolean {
  if (state.src.charCodeAt(state.pos) !== 0x3c) return false;
  const [whole, slash, name = "", attributes = "", selfClosing] = tag.exec(state.src.slice(state.pos)) ?? [];
  if (whole === undefined || !known.has(name.toLowerCase())) return false;
  if (!silent)
    pushTokens(state, name.toLowerCase(), attributes, { opens: !slash, closes: Boolean(slash || selfClosing) });
  state.pos += whole.length;
  return true;
}

/** The builder of elements handles nesting, because an unmatched closing tag would stop the parser here. */
function pushTokens(
  state: StateInline,
  name: string,
  attributes: string,
  { opens, closes }: { readonly opens: boolean; readonly closes: boolean },
): void {
  if (standingAlone.has(name)) {
    state.push(`feishu_${name}`, name, 0);
    return;
  }
  if (opens) state.push(`feishu_${name}_open`, name, 0).attrs = readAttributes(attributes);
  if (closes) state.push(`feishu_${name}_close`, name, 0);
}

function readAttributes(text: string): [string, string][] {
  return [...text.matchAll(attribute)].map(([, name = "", double, single, bare]) => [
    name.toLowerCase(),
    double ?? single ?? bare ?? "",
  ]);
}
