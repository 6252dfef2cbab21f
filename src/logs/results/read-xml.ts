import { setImmediate as othersTurn } from "node:timers/promises";
import sax from "sax";
import { decodeXml } from "./decode-xml.ts";

/** Reads elements and their content. Names of elements and attributes are in lower case. */
export interface XmlReader {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text(piece: string): void;
  close(name: string): void;
  /** Called at the end of the file, even if elements are still open. */
  end(): void;
}

/** How a file was read: to its end, up to where it is cut off or broken, or not at all because of its declarations. */
export type XmlEnd = "whole" | "cut" | "refused";

const MAX_DEPTH = 100;
/** A file with a longer name, attribute or comment is not a test result. */
const MAX_TOKEN_CHARACTERS = 1024 * 1024;
/** Other work gets its turn after this much. */
const TURN_CHARACTERS = 64 * 1024;
/** The parser's time grows with the square of a declaration's length. The longest one that is needed is `[CDATA[`. */
const MAX_DECLARATION_CHARACTERS = 1024;

/**
 * Reads XML as a stream, in bounded memory, and tolerates undeclared entities, stray `<` and `&`, and control
 * characters. A file with a `DOCTYPE` is refused, so that no declaration can expand or fetch anything.
 */
export async function readXml(chunks: AsyncIterable<Uint8Array>, reader: XmlReader): Promise<XmlEnd> {
  const parser = openParser(reader);
  for await (const text of decodeXml(chunks)) {
    for (let at = 0; at < text.length; at += TURN_CHARACTERS) {
      parser.write(text.slice(at, at + TURN_CHARACTERS));
      if (parser.stopped()) return parser.end();
      await othersTurn();
    }
  }
  return parser.end();
}

interface Parser {
  write(text: string): void;
  /** Whether the rest need not be read. */
  stopped(): boolean;
  end(): XmlEnd;
}

function openParser(reader: XmlReader): Parser {
  const parser = new sax.SAXParser(false, { lowercase: true, noscript: true, position: true });
  let depth = 0;
  let stopped: XmlEnd | undefined;
  let sinceEvent = 0;

  const seen = (): boolean => {
    sinceEvent = 0;
    return stopped === undefined;
  };
  parser.ondoctype = () => {
    stopped = "refused";
  };
  parser.onopentag = (tag) => {
    if (!seen()) return;
    depth++;
    if (depth > MAX_DEPTH) stopped = "cut";
    else reader.open(localName(tag.name), tag.attributes as Record<string, string>);
  };
  parser.onclosetag = (name) => {
    if (!seen()) return;
    depth--;
    reader.close(localName(name));
  };
  parser.ontext = (text) => {
    if (seen()) reader.text(text);
  };
  parser.oncdata = (text) => {
    if (seen()) reader.text(text);
  };
  // The parser fails only at a token too long for its buffer or a file that ends early. Both are handled here.
  parser.onerror = () => parser.resume();

  return {
    write(text) {
      for (let at = 0; at < text.length && stopped === undefined; at += MAX_DECLARATION_CHARACTERS) {
        const piece = text.slice(at, at + MAX_DECLARATION_CHARACTERS);
        sinceEvent += piece.length;
        parser.write(piece);
        const { sgmlDecl = "" } = parser as { readonly sgmlDecl?: string };
        if (sinceEvent > MAX_TOKEN_CHARACTERS || sgmlDecl.length > MAX_DECLARATION_CHARACTERS) stopped ??= "cut";
      }
    },
    stopped: () => stopped !== undefined,
    end() {
      // Delivers the text that is still held back.
      parser.flush();
      reader.end();
      return stopped ?? (depth === 0 ? "whole" : "cut");
    },
  };
}

/** The name without its namespace prefix. */
function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}
