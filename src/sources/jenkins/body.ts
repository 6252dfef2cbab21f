import pTimeout from "p-timeout";

/** What an answer holds, piece by piece. @throws TimeoutError where the next piece does not come in time */
export async function* bodyOf(response: Response, patienceMs: number): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader();
  if (!reader) return;
  try {
    for (;;) {
      const { done, value } = await pTimeout(reader.read(), { milliseconds: patienceMs });
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
