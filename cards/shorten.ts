const segmenter = new Intl.Segmenter();
const ellipsis = "…";

/** Graphemes are looked for this close to a cut. Finding them in a whole log would take seconds. */
const window = 200;

/**
 * At most `length` UTF-16 code units, cut between graphemes so that no emoji breaks. Names (no spaces inside) lose their
 * middle, since the end of `tidb_ghpr_integration_common_test` tells as much as its beginning; prose loses its end.
 */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const room = length - ellipsis.length;
  if (/\s/.test(text)) return head(text, room) + ellipsis;
  const front = Math.ceil(room * 0.6);
  return head(text, front) + ellipsis + tail(text, room - front);
}

/** The longest start of whole graphemes that fits. */
export function head(text: string, length: number): string {
  const from = Math.max(0, length - window);
  let end = from;
  for (const { index, segment } of segmenter.segment(text.slice(from, length + window))) {
    const until = from + index + segment.length;
    if (until > length) break;
    end = until;
  }
  return text.slice(0, end);
}

function tail(text: string, length: number): string {
  const from = Math.max(0, text.length - length - window);
  for (const { index } of segmenter.segment(text.slice(from))) {
    if (text.length - from - index <= length) return text.slice(from + index);
  }
  return "";
}
