import { Writable } from "node:stream";
import { runTerminal } from "../../src/cli/terminal.ts";
import type { SampleSite } from "./sample-site.ts";

export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A stream that keeps what is written to it; with a width it is a terminal. */
function capture(columns?: number) {
  const chunks: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(String(chunk));
      done();
    },
  });
  const asTerminal = Object.assign(stream, columns === undefined ? {} : { isTTY: true, columns });
  return { stream: asTerminal as unknown as NodeJS.WriteStream, text: () => chunks.join("") };
}

/** Runs one command line as a process would; stdout is a terminal where it is given a width. */
export async function runCommand(
  { environment, folder }: Pick<SampleSite, "environment" | "folder">,
  line: string,
  how: { readonly width?: number; readonly environment?: NodeJS.ProcessEnv } = {},
): Promise<Said> {
  const out = capture(how.width);
  const err = capture();
  const code = await runTerminal(line.split(" "), {
    environment: { ...environment, ...how.environment },
    cwd: folder,
    out: out.stream,
    err: err.stream,
  });
  return { code, out: out.text(), err: err.text() };
}
