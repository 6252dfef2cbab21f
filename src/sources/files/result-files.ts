import path from "node:path";
import type { Clock } from "../../ports/clock.ts";
import type { ResultSource } from "../../ports/results.ts";
import { buildFolder, openLogFile } from "./log-files.ts";

const NAMES = ["junitResult.xml", "junitResult.xml.gz"];

/** Test results on disk, as Jenkins stores them beside the log: `<log_dir>/<job>/builds/<id>/junitResult.xml`. */
export function resultFiles(logDir: string | undefined, clock: Clock): ResultSource {
  return {
    async open(ref) {
      const folder = logDir === undefined ? undefined : buildFolder(logDir, ref);
      if (folder === undefined) return { kind: "none" };
      for (const name of NAMES) {
        const file = await openLogFile(path.join(folder, name), clock);
        if (file.kind === "log") return { kind: "results", format: "xml", read: () => file.read() };
      }
      return { kind: "none" };
    },
  };
}
