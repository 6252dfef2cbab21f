/** Where text goes. */
export interface Output {
  /** Resolves when the text is written; false when the reader is gone, as with `| head`. */
  write(text: string): Promise<boolean>;
}

/** Waits for the reader. A reader that goes away is not an error. */
export function createOutput(stream: NodeJS.WritableStream): Output {
  // The failed write reports the error too.
  stream.on("error", () => {});
  return {
    write: (text) =>
      new Promise((resolve, reject) => {
        stream.write(text, (error) => {
          if (error && (error as NodeJS.ErrnoException).code !== "EPIPE") reject(error);
          else resolve(!error);
        });
      }),
  };
}
