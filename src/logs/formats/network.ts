import { finding } from "../finding.ts";
import type { Format } from "../format.ts";
import { networkFault, networkMarks } from "./network-fault.ts";
import { endsRun, isEcho, isRepeated } from "./run-end.ts";

/** Tools that fetch things, and the libraries under them, as they begin a line about it. */
const TOOL =
  /^\s*(?:curl: |wget: |fatal: |error: |ERROR: |ERROR |Error: |E: |Err:\d|go: |npm (?:ERR!|error) |docker: |ssh: |kex_exchange|rsync: |scp: |yum: |\[ERROR\] |stderr: fatal: |(?:requests|urllib3)\.exceptions|urllib\.error|pip\._vendor|[Ff]ailed to |[Cc]ould not |[Uu]nable to |(?:Get|Head|Post) "?https?:|(?:dial|read|write) tcp |The connection to the server |Resolving \S+|Connecting to \S+|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d ERROR [45]\d\d|error pulling |Error response from daemon)/;

/** A tool that could not reach something. What an application or a test logs about its own network is not meant. */
export const network: Format = {
  name: "network",
  prints: "all",
  readsLevels: true,
  marks: networkMarks,
  open: (notes) => ({
    read(at) {
      const name = faultIn(at.text);
      if (name === undefined || isRepeated(at, (text) => faultIn(text) === name)) return;
      const excerpt = [...at.before(3), at, ...at.after(5)];
      const weight = endsRun(at) ? "final" : "recovered";
      notes.add(finding(at, excerpt, { rule: "network", cause: "env", name, weight, precedence: 100 }));
    },
  }),
};

function faultIn(text: string): string | undefined {
  return TOOL.test(text) && !isEcho(text) ? (networkFault(text) ?? missingDownload(text)) : undefined;
}

function missingDownload(text: string): string | undefined {
  const status = /(?:returned error: |ERROR )(4\d\d)\b/.exec(text)?.[1];
  return status === undefined ? undefined : `download answered with ${status}`;
}
