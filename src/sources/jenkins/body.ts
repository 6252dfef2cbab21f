import pTimeout from "p-timeout";

/** The body of an answer in pieces. @throws TimeoutError if the next piece does not arrive within `timeoutMs` */
export async function* bodyOf(response: Response, timeoutMs: number): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader();
  if (!reader) return;
  try {
    for (;;) {
      const { done, value } = await pTimeout(reader.read(), { milliseconds: timeoutMs });
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
