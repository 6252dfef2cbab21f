import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { Decompress } from "fzstd";
import { TruncatedError } from "../../ports/errors.ts";

const CHUNK_BYTES = 256 * 1024;
/** Input is fed in small pieces, which may unpack to a hundred times their size. */
const ZSTD_PIECE_BYTES = 64 * 1024;

/** Unpacks gzip. @throws TruncatedError after the readable part of a cut-off or broken archive */
export async function* gunzip(packed: Readable): AsyncGenerator<Uint8Array> {
  const unpacking = createGunzip({ chunkSize: CHUNK_BYTES });
  packed.on("error", (error) => unpacking.destroy(error));
  let unpacked = 0;
  try {
    for await (const chunk of packed.pipe(unpacking) as AsyncIterable<Uint8Array>) {
      unpacked += chunk.length;
      yield chunk;
    }
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (code === "Z_BUF_ERROR" || (code.startsWith("Z_") && unpacked > 0)) throw new TruncatedError({ cause: error });
    throw error;
  } finally {
    packed.destroy();
  }
}

/** Unpacks Zstandard. @throws TruncatedError after the readable part of a cut-off or broken archive */
export async function* unzstd(packed: Readable): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = [];
  const unpacking = new Decompress((chunk) => ready.push(chunk));
  for await (const chunk of packed as AsyncIterable<Uint8Array>) {
    for (let at = 0; at < chunk.length; at += ZSTD_PIECE_BYTES) {
      push(unpacking, chunk.subarray(at, at + ZSTD_PIECE_BYTES), false);
      yield* ready;
      ready = [];
    }
  }
  push(unpacking, new Uint8Array(0), true);
  yield* ready;
}

/** fzstd does not say what is wrong, so every fault counts as a cut-off archive. */
function push(unpacking: Decompress, piece: Uint8Array, last: boolean): void {
  try {
    unpacking.push(piece, last);
  } catch (error) {
    throw new TruncatedError({ cause: error });
  }
}
