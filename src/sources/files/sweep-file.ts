import { open } from "node:fs/promises";

const CHUNK_BYTES = 1024 * 1024;

/**
 * Reads a file from start to end through two buffers: one is filled while the other is used. A chunk is overwritten
 * when the next one is requested. Allocating memory for each chunk would cost more than reading it.
 */
export async function* sweepFile(file: string): AsyncGenerator<Uint8Array> {
  const handle = await open(file);
  const buffers: [Buffer, Buffer] = [Buffer.allocUnsafeSlow(CHUNK_BYTES), Buffer.allocUnsafeSlow(CHUNK_BYTES)];
  const fill = (turn: 0 | 1, position: number) => handle.read(buffers[turn], 0, CHUNK_BYTES, position);
  let filling = fill(0, 0);
  try {
    for (let turn: 0 | 1 = 0, position = 0; ; turn = turn === 0 ? 1 : 0) {
      const { bytesRead } = await filling;
      if (bytesRead === 0) return;
      position += bytesRead;
      filling = fill(turn === 0 ? 1 : 0, position);
      yield buffers[turn].subarray(0, bytesRead);
    }
  } finally {
    await filling.catch(() => {});
    await handle.close();
  }
}
