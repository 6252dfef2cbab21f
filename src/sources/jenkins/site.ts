import { MINUTE } from "../../model/window.ts";
import type { Clock } from "../../ports/clock.ts";
import { isRemoteFault, RefusedError } from "../../ports/errors.ts";
import type { Jenkins } from "./client.ts";
import { type JenkinsPlace, SITE } from "./place.ts";
import { JENKINS } from "./refusal.ts";
import { createRests, type JenkinsFault, type RestOptions } from "./rests.ts";

/**
 * Remembers what fails, and does not try it again for a while. After a failed call, a request to the site's root tells
 * whether all of Jenkins fails or only that job or build, so that one broken job does not hold up the others.
 */
export interface JenkinsSite {
  readonly jenkins: Jenkins;
  /** Makes one call, unless the place failed recently. @throws UnreachableError, RefusedError */
  ask<Answer>(place: JenkinsPlace, call: () => Promise<Answer>): Promise<Answer>;
  /** Like `ask`, for an answer that arrives in pieces. @throws UnreachableError, RefusedError */
  stream<Piece>(place: JenkinsPlace, pieces: () => AsyncIterable<Piece>): AsyncGenerator<Piece>;
  /** Without a call: @throws the last fault of the place until it is time to try again */
  enter(place: JenkinsPlace): void;
  /** Checks that we have access before a 404 is believed. @throws UnreachableError, RefusedError */
  confirm(): Promise<void>;
  /** Asks now. Resolves to Jenkins' version, empty if it is hidden. @throws UnreachableError, RefusedError */
  check(): Promise<string>;
  /** The known faults, without a call. */
  faults(): readonly JenkinsFault[];
}

const CONFIRMED_FOR_MS = MINUTE;
const whole: JenkinsPlace = { job: null, keys: [SITE] };

export function createJenkinsSite(jenkins: Jenkins, clock: Clock, options: RestOptions = {}): JenkinsSite {
  const rests = createRests(clock, options);
  let asking: Promise<string> | undefined;
  let confirmedAt = Number.NEGATIVE_INFINITY;

  async function askRoot(): Promise<string> {
    try {
      const version = await rootVersion(jenkins);
      confirmedAt = clock.now();
      rests.end(whole.keys);
      return version;
    } catch (error) {
      if (isRemoteFault(error)) rests.begin(SITE, { job: null, fault: error });
      throw error;
    }
  }

  /** Concurrent callers share one request. */
  function askRootOnce(): Promise<string> {
    asking ??= askRoot().finally(() => {
      asking = undefined;
    });
    return asking;
  }

  /** Records a failed call, and resolves to the error to throw. */
  async function failed({ job, keys }: JenkinsPlace, error: unknown): Promise<unknown> {
    if (!isRemoteFault(error)) return error;
    try {
      await askRootOnce();
    } catch (siteFault) {
      return siteFault;
    }
    // If access to a job is refused, everything in it is refused too.
    const key = error instanceof RefusedError ? keys[1] : keys.at(-1);
    rests.begin(key ?? SITE, { job, fault: error });
    return error;
  }

  return {
    jenkins,
    enter: rests.enter,
    faults: rests.faults,

    async ask(place, call) {
      rests.enter(place);
      try {
        const answer = await call();
        rests.end(place.keys);
        return answer;
      } catch (error) {
        throw await failed(place, error);
      }
    },

    async *stream(place, pieces) {
      rests.enter(place);
      try {
        yield* pieces();
        rests.end(place.keys);
      } catch (error) {
        throw await failed(place, error);
      }
    },

    async confirm() {
      rests.enter(whole);
      if (clock.now() - confirmedAt > CONFIRMED_FOR_MS) await askRootOnce();
    },

    async check() {
      const version = await askRootOnce();
      // Whoever checks may have just fixed something.
      rests.clear();
      return version;
    },
  };
}

async function rootVersion(jenkins: Jenkins): Promise<string> {
  const answer = await jenkins.json("/api/json?tree=mode", 1);
  if (typeof answer?.body.mode !== "string")
    throw new RefusedError(JENKINS, 404, "there is no Jenkins at this address: correct jenkins_url", "app");
  return answer.headers.get("x-jenkins") ?? "";
}
