import type { FailureCause } from "../../model/failure.ts";
import type { Cursor, LogLine } from "../cursor.ts";
import { trimBlank, until } from "../excerpt.ts";
import { type Finding, finding, WHOLE_RUN } from "../finding.ts";
import type { Format } from "../format.ts";
import { networkFault } from "./network-fault.ts";
import { endsRun } from "./run-end.ts";

const COMPILER_ERROR = /^\[ERROR\] (\/?\S+\.(?:java|kt|scala|groovy)):\[?(\d+),\d+\]? (.+)$/;
const GOAL =
  /^\[ERROR\] Failed to execute goal (?:[\w.-]+:)?([\w.-]+)-maven-plugin:|^\[ERROR\] Failed to execute goal [\w.-]+:maven-([\w-]+)-plugin:/;
const CHECKS =
  /^(?:checkstyle|spotless|pmd|spotbugs|findbugs|license|enforcer|rat|fmt|ktlint|detekt|sortpom|japicmp|apache-rat|com-code-formatter|formatter|jacoco|sonar|dependency-check|modernizer|forbiddenapis|animal-sniffer|revapi|pitest|scalastyle|xml-format)$/;
const TESTS = /^(?:surefire|failsafe)$/;
const DEPENDENCIES = /Could not (?:transfer artifact|resolve dependencies|find artifact)/;

/** Maven: what does not compile, what a check refused, dependencies that could not be had. */
export const maven: Format = {
  name: "maven",
  prints: ["maven"],
  reads: [
    {
      tool: "Maven",
      example:
        "[ERROR] COMPILATION ERROR : \n[INFO] -------------------------------------------------------------\n[ERROR] /ws/src/main/java/com/acme/Cart.java:[17,9] cannot find symbol",
    },
    {
      tool: "Maven (plugin)",
      example:
        "[ERROR] Failed to execute goal org.jacoco:jacoco-maven-plugin:0.8.11:check (default) on project core: Coverage checks have not been met.",
    },
  ],
  readsLevels: true,
  marks: ["COMPILATION ERROR", "Failed to execute goal "],
  open: (notes) => ({
    read(at) {
      const found = compilation(at) ?? goal(at);
      if (found !== null) notes.add(found);
    },
  }),
};

function compilation(at: Cursor): Finding | null {
  if (!at.text.startsWith("[ERROR] COMPILATION ERROR")) return null;
  const lines = until(at.after(40), /^\[INFO\] \d+ errors?|^\[INFO\] BUILD/);
  const [, file, line, name] = lines.map(({ text }) => COMPILER_ERROR.exec(text)).find((match) => match !== null) ?? [];
  if (name === undefined || file === undefined) return null;
  return finding(at, trimBlank(lines).slice(0, 20), {
    rule: "maven",
    cause: "compile",
    name,
    file,
    line: Number(line),
  });
}

function goal(at: Cursor): Finding | null {
  const match = GOAL.exec(at.text);
  const plugin = match?.[1] ?? match?.[2];
  if (plugin === undefined) {
    return at.text.startsWith("[ERROR] Failed to execute goal ") && DEPENDENCIES.test(at.text)
      ? dependencies(at)
      : null;
  }
  if (DEPENDENCIES.test(at.text)) return dependencies(at);
  if (TESTS.test(plugin)) return null;
  const cause: FailureCause = CHECKS.test(plugin) ? "check" : "compile";
  const excerpt = [...at.before(12), at, ...details(at)];
  return finding(at, excerpt, {
    rule: "maven",
    cause,
    name: `Failed to execute goal ${plugin}`,
    ...WHOLE_RUN,
  });
}

/** What the plugin itself says below: the files that a formatter refuses, say. */
function details(at: Cursor): readonly LogLine[] {
  return until(at.after(12), /^(?!\[ERROR\])|^\[ERROR\] -> \[Help|^\[ERROR\] *$/);
}

/** A repository that was not reached is infrastructure, an artifact that is not there is the build's own fault. */
function dependencies(at: Cursor): Finding {
  const fault = networkFault(at.text);
  const name =
    fault ?? /Could not (?:find|transfer) artifact \S+/.exec(at.text)?.[0] ?? "Could not resolve dependencies";
  const cause = fault === undefined ? "compile" : "env";
  const weight = fault === undefined ? "sure" : endsRun(at) ? "final" : "recovered";
  return finding(at, [at, ...at.after(5)], { rule: "maven", cause, name, weight });
}
