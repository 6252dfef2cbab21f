import { isRemoteFault, UnreachableError } from "../../ports/errors.ts";
import type { ResultSource } from "../../ports/results.ts";
import { bodyOf } from "./client.ts";
import { buildPath, resultsPlace } from "./place.ts";
import { JENKINS } from "./refusal.ts";
import type { JenkinsSite } from "./site.ts";

const CASE = "className,name,status,errorDetails,errorStackTrace,duration";
const SUITES = `suites[name,enclosingBlockNames,cases[${CASE}]]`;
/** Includes the results of the modules of a Maven or matrix build. */
const TREE = `${SUITES},childReports[result[${SUITES}]]`;
/** Fewer tries than elsewhere, because a test report costs Jenkins more than any other answer. */
const TRIES = 2;

/** Reads test results from Jenkins, `…/testReport/api/json`; 404 means that the build published none. */
export function jenkinsResults(site: JenkinsSite): ResultSource {
  const { jenkins } = site;
  return {
    async open(ref) {
      const path = buildPath(ref);
      if (path === undefined) return { kind: "none" };
      const place = resultsPlace(ref);
      const response = await site.ask(place, () => jenkins.open(`${path}/testReport/api/json?tree=${TREE}`, TRIES));
      if (response === undefined) return { kind: "none" };
      const body = () => whole(bodyOf(response, jenkins.timeoutMs));
      return { kind: "results", format: "json", read: () => site.stream(place, body) };
    },
  };
}

async function* whole(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    throw isRemoteFault(error) ? error : new UnreachableError(JENKINS, { cause: error });
  }
}
