/** Where text goes. */
export interface Output {
  /** Resolves when the text is taken; false once nobody reads any more, as behind `| head`. */
  write(text: string): Promise<boolean>;
}

/** Waits for whoever reads, and takes their going away for no fault. */
export function createOutput(stream: NodeJS.WritableStream): Output {
  // The same error comes to the write that it belongs to.
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
