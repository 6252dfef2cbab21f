import type { FailureCause } from "../../model/failure.ts";
import type { Cursor } from "../cursor.ts";
import { type Finding, finding, WHOLE_RUN } from "../finding.ts";
import type { Format } from "../format.ts";
import { endsRun } from "./run-end.ts";

const TARGET_FAILED =
  /^(?:g?make|mingw32-make)(?:\[\d+\])?: \*\*\* \[(?:[^\]:]+:\d+(?:: |：))?([^\]]+)\] (?:(?:Error|错误) \d+|[A-Z]\w+)/;
const NO_RULE = /^(?:g?make)(?:\[\d+\])?: \*\*\* (No rule to make target .+?)\. +Stop\.$/;
const NINJA = /^ninja: (build stopped: .+?)\.?$/;
/** BuildKit, of a `RUN` in a Dockerfile. */
const DOCKER = /^ERROR: failed to (?:solve|build): .*(process ".*" did not complete successfully: exit code: \d+)/;
const CHECKS = /fmt|format|lint|check|vet|tidy|clippy|static|style|license|errdoc|errcheck|unconvert|dirty|spell/i;
const TESTS =
  /test|bench|coverage|\b(?:ut|it|e2e|smoke|unit|deploy|verify|ci|acceptance|integration)\b|^(?:install|dist|mem|asan|ubsan|tsan|msan|unit)?-?check$/i;
/** Somebody stopped make. */
const STOPPED = /\] (?:Terminated|Interrupt|Hangup)$/;
const LINES_OF_ONE_CHAIN = 8;

/** make, ninja and docker build say only what failed, not why; the innermost make says it first. */
export const make: Format = {
  name: "make",
  prints: "all",
  marks: [
    ": *** [",
    " *** No rule to make target",
    "ninja: build stopped: ",
    "did not complete successfully: exit code",
  ],
  open(notes) {
    let last = Number.NEGATIVE_INFINITY;
    return {
      read(at) {
        const found = targetFailed(at) ?? noRule(at) ?? other(at);
        if (found === null) return;
        if (at.number - last > LINES_OF_ONE_CHAIN) notes.add(found);
        last = at.number;
      },
    };
  },
};

/** Of a target that runs tests it is not known why it failed, so it is no failure of its own. */
function targetFailed(at: Cursor): Finding | null {
  const target = TARGET_FAILED.exec(at.text)?.[1];
  if (target === undefined || STOPPED.test(at.text)) return null;
  const isCheck = CHECKS.test(target) && !TESTS.test(target);
  if (TESTS.test(target)) return null;
  return wrapper(at, at.text.replace(/\[[^\]:]+:\d+(?:: |：)/, "["), isCheck ? "check" : "compile");
}

function other(at: Cursor): Finding | null {
  const message = NINJA.exec(at.text)?.[1] ?? DOCKER.exec(at.text)?.[1];
  return message === undefined ? null : wrapper(at, message, "compile");
}

function noRule(at: Cursor): Finding | null {
  const message = NO_RULE.exec(at.text)?.[1];
  return message === undefined ? null : wrapper(at, message, "compile");
}

function wrapper(at: Cursor, name: string, cause: FailureCause): Finding {
  const found = finding(at, [...at.before(15), at], { rule: "make", cause, name, precedence: 10, ...WHOLE_RUN });
  return endsRun(at) ? found : { ...found, weight: "recovered" };
}
