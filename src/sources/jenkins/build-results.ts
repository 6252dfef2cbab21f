import { isRemoteFault, UnreachableError } from "../../ports/errors.ts";
import type { ResultSource } from "../../ports/results.ts";
import { bodyOf } from "./body.ts";
import { buildPath } from "./path.ts";
import { resultsPlace } from "./place.ts";
import { JENKINS } from "./refusal.ts";
import type { JenkinsSite } from "./site.ts";

const CASE = "className,name,status,errorDetails,errorStackTrace,duration";
const SUITES = `suites[name,enclosingBlockNames,cases[${CASE}]]`;
/** With the results of the modules of a Maven or matrix build. */
const TREE = `${SUITES},childReports[result[${SUITES}]]`;
/** A report takes Jenkins more work than anything else that is asked of it. */
const TRIES = 2;

/** Test results as Jenkins serves them, `…/testReport/api/json`; 404 where a build has published none. */
export function jenkinsResults(site: JenkinsSite): ResultSource {
  const { jenkins } = site;
  return {
    async open(ref) {
      const path = buildPath(ref);
      if (path === undefined) return { kind: "none" };
      const place = resultsPlace(ref);
      const response = await site.ask(place, () => jenkins.open(`${path}/testReport/api/json?tree=${TREE}`, TRIES));
      if (response === undefined) return { kind: "none" };
      const body = () => whole(bodyOf(response, jenkins.patienceMs));
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
