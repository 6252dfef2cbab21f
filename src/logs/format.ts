import type { Cursor } from "./cursor.ts";
import type { Notes } from "./notes.ts";

/** One way of writing down failures: a test framework's, a compiler's, a tool's. */
export interface Format {
  readonly name: string;
  /** Literals; every line that the format needs to see contains one. The longer and rarer, the faster the scan. */
  readonly marks: readonly string[];
  /** Marks of lines that only matter once something has failed: that it passed later. There may be many of them. */
  readonly passMarks?: readonly string[];
  /** Begins a log; what is found goes into the notes. */
  open(notes: Notes): FormatReader;
}

/** Reads one log through the lines that hold one of the format's marks, in order; other marked lines may come too. */
export interface FormatReader {
  read(at: Cursor): void;
  /** After the last line. */
  end?(): void;
}
