import type { Cursor } from "./cursor.ts";
import type { Notes } from "./notes.ts";
import type { Tool } from "./passing-lines.ts";

/** A tool that a format reads, and a piece of its output that says what failed. `docs/log-formats.md` lists them all. */
export interface ReadTool {
  readonly tool: string;
  /** As the tool prints it, in as few lines as the format needs. A test scans it. */
  readonly example: string;
}

/** Reads one way of reporting failures: that of a test framework, of a compiler, or of many tools alike. */
export interface Format {
  readonly name: string;
  readonly reads?: readonly ReadTool[];
  /** Literals; every line that the format needs to see contains one. The longer and rarer, the faster the scan. */
  readonly marks: readonly string[];
  /** Marks of lines that matter only after a failure: they say that it passed later. There may be many of them. */
  readonly passMarks?: readonly string[];
  /** The tool itself begins lines with `[ERROR] ` and the like; other formats see lines without. */
  readonly readsLevels?: true;
  /**
   * Whose lines of work that went well belong to the tool's own output; none where it is absent. Those of all other
   * tools are hidden from the format: they come from another branch. A format that looks at whole runs sees "all".
   */
  readonly prints?: readonly Tool[] | "all";
  /** Starts reading a log; findings go into the notes. */
  open(notes: Notes): FormatReader;
}

/** Reads the lines of one log that hold one of the format's marks, in order; it may get other marked lines as well. */
interface FormatReader {
  read(at: Cursor): void;
  /** Called after the last line. */
  end?(): void;
}
