const segmenter = new Intl.Segmenter();
const ellipsis = "…";

/**
 * At most `length` UTF-16 code units, cut between graphemes so that no emoji breaks. Names (no spaces inside) lose their
 * middle, since the end of `tidb_ghpr_integration_common_test` tells as much as its beginning; prose loses its end.
 */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const room = length - ellipsis.length;
  if (/\s/.test(text) || text.length > 2000) return head(text, room) + ellipsis;
  const front = Math.ceil(room * 0.6);
  return head(text, front) + ellipsis + tail(text, room - front);
}

/** The longest beginning of whole graphemes that fits. */
export function head(text: string, length: number): string {
  let end = 0;
  for (const { index, segment } of segmenter.segment(text)) {
    if (index + segment.length > length) break;
    end = index + segment.length;
  }
  return text.slice(0, end);
}

function tail(text: string, length: number): string {
  for (const { index } of segmenter.segment(text)) {
    if (text.length - index <= length) return text.slice(index);
  }
  return "";
}
