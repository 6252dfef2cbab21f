import type { ResultFormat } from "../../ports/results.ts";
import { openCases } from "./collect-cases.ts";
import { openJenkinsXml } from "./jenkins-xml.ts";
import { openJunitXml } from "./junit-xml.ts";
import { readXml, type XmlReader } from "./read-xml.ts";
import type { TakeCase } from "./result-case.ts";
import { readTestReport } from "./test-report.ts";
import type { TestResults } from "./test-results.ts";

/**
 * Reads a file of test results through once, in bounded memory: JUnit XML or Jenkins' `junitResult.xml`, or its
 * `testReport/api/json`. Resolves to "refused" for XML with a `DOCTYPE`.
 */
export async function readResults(
  chunks: AsyncIterable<Uint8Array>,
  format: ResultFormat,
): Promise<TestResults | "refused"> {
  const { take, results } = openCases();
  if (format === "json") return results((await readTestReport(chunks, take)).isCut);
  const end = await readXml(chunks, byRoot(take));
  return end === "refused" ? end : results(end === "cut");
}

/** Passes the file to the reader that knows its root element. Files with another root are ignored. */
function byRoot(take: TakeCase): XmlReader {
  let reader: XmlReader | undefined;
  return {
    open(name, attributes) {
      reader ??= name === "result" ? openJenkinsXml(take) : openJunitXml(take);
      reader.open(name, attributes);
    },
    text: (piece) => reader?.text(piece),
    close: (name) => reader?.close(name),
    end: () => reader?.end(),
  };
}

/** Enough for a byte order mark, a declaration, comments and the root's name. */
const PROLOG_BYTES = 4096;
const XML_ROOT = /^\s*(?:<\?[^>]*\?>\s*|<!--(?:(?!-->)[\s\S])*-->\s*)*<(?:!DOCTYPE\s+)?(?:testsuites?|result)[\s>/]/i;
const REPORT =
  /^\s*\{\s*"_class"\s*:\s*"hudson\.[\w.]*\.(?:TestResult|SurefireAggregatedReport|AggregatedTestResult\w*)"/;

/** The kind of test results, judged by a file's first bytes; undefined for anything else. */
export function resultFormatOf(begin: Uint8Array): ResultFormat | undefined {
  const bytes = Buffer.from(begin.subarray(0, PROLOG_BYTES));
  // In UTF-16 every other byte is empty, so dropping those is enough here.
  const text = bytes
    .toString("latin1")
    .replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, "")
    .replaceAll("\0", "");
  if (XML_ROOT.test(text)) return "xml";
  return REPORT.test(text) ? "json" : undefined;
}
