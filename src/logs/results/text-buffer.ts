/** Most characters kept of one text, half from its beginning and half from its end. */
const HALF_CHARACTERS = 32 * 1024;

/** Collects a text that comes in pieces, and drops the middle of a long text. */
export interface TextBuffer {
  add(piece: string): void;
  text(): string;
}

export function openTextBuffer(): TextBuffer {
  let head = "";
  let tail = "";
  let dropped = false;
  return {
    add(piece) {
      const room = HALF_CHARACTERS - head.length;
      head += piece.slice(0, Math.max(0, room));
      if (piece.length <= room) return;
      tail += piece.slice(Math.max(0, room));
      if (tail.length <= HALF_CHARACTERS * 2) return;
      tail = tail.slice(-HALF_CHARACTERS);
      dropped = true;
    },
    text() {
      const isLong = dropped || tail.length > HALF_CHARACTERS;
      return isLong ? `${head}\n…\n${tail.slice(-HALF_CHARACTERS)}` : head + tail;
    },
  };
}
