import { TextDecoder } from "node:util";

/** Enough for a byte order mark and an XML declaration. */
const PROLOG_BYTES = 256;
const DECLARED = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/;

/** Decodes an XML file in the encoding that its first bytes or its declaration give. */
export async function* decodeXml(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let prolog = Buffer.alloc(0);
  let decoder: TextDecoder | undefined;
  for await (const chunk of chunks) {
    if (decoder !== undefined) {
      yield decoder.decode(chunk, { stream: true });
      continue;
    }
    prolog = Buffer.concat([prolog, chunk]);
    if (prolog.length < PROLOG_BYTES) continue;
    decoder = decoderOf(prolog);
    yield decoder.decode(prolog, { stream: true });
  }
  if (decoder === undefined) yield decoderOf(prolog).decode(prolog);
  else yield decoder.decode();
}

/** A `TextDecoder` drops a byte order mark by itself. */
function decoderOf(prolog: Buffer): TextDecoder {
  const [first = 0, second = 0] = prolog;
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return new TextDecoder("utf-16le");
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return new TextDecoder("utf-16be");
  const declared = DECLARED.exec(prolog.toString("latin1", 0, PROLOG_BYTES).replace(/^\xef\xbb\xbf/, ""))?.[1];
  // Some writers declare UTF-16 and then save UTF-8.
  return decoderNamed(declared === undefined || /^utf-?16/i.test(declared) ? "utf-8" : declared);
}

function decoderNamed(label: string): TextDecoder {
  try {
    return new TextDecoder(label);
  } catch {
    return new TextDecoder("utf-8");
  }
}
