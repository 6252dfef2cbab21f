/** Asks once and shares the answer. After a fault, the next caller asks again. */
export function once<Answer>(ask: () => Promise<Answer>): () => Promise<Answer> {
  let asked: Promise<Answer> | undefined;
  return () => {
    asked ??= ask().catch((fault: unknown) => {
      asked = undefined;
      throw fault;
    });
    return asked;
  };
}
