import type { Cursor } from "./cursor.ts";
import type { Notes } from "./notes.ts";
import type { Tool } from "./passing-lines.ts";

/** A tool that a format reads, with a sample of its output for a failure. `docs/log-formats.md` lists all tools. */
export interface ReadTool {
  readonly tool: string;
  /** Output as the tool prints it, in as few lines as the format needs. A test scans it. */
  readonly example: string;
}

/** Reads one way of reporting failures: that of a test framework, of a compiler, or of many similar tools. */
export interface Format {
  readonly name: string;
  readonly reads?: readonly ReadTool[];
  /** Literals: each line that the format reads contains one. The longer and rarer they are, the faster the scan. */
  readonly marks: readonly string[];
  /** Marks of lines that matter only after a failure: they say that it passed later. Such lines may be frequent. */
  readonly passMarks?: readonly string[];
  /** The tool itself prints levels such as `[ERROR] `. For other formats they are removed. */
  readonly readsLevels?: true;
  /**
   * Tools whose lines about successful work belong to this tool's output; none by default. Such lines of all other
   * tools come from another branch and are hidden from the format. A format that looks at whole runs sees "all".
   */
  readonly prints?: readonly Tool[] | "all";
  /** Starts reading a log; findings go into the notes. */
  open(notes: Notes): FormatReader;
}

/** Reads, in order, the lines of one log that contain one of the format's marks. It may get other lines as well. */
interface FormatReader {
  read(at: Cursor): void;
  /** Called after the last line. */
  end?(): void;
}
