import { MINUTE } from "../../model/window.ts";
import type { Clock } from "../../ports/clock.ts";
import { isRemoteFault, RefusedError } from "../../ports/errors.ts";
import type { Jenkins } from "./client.ts";
import { type JenkinsPlace, SITE } from "./place.ts";
import { JENKINS } from "./refusal.ts";
import { createRests, type JenkinsFault, type RestOptions } from "./rests.ts";

/**
 * Knows what is out of order, and leaves that alone for a while. Of a call that failed the site's own root tells whether
 * the whole of Jenkins is meant, or that job or build alone, so that one that is broken keeps no others waiting.
 */
export interface JenkinsSite {
  readonly jenkins: Jenkins;
  /** One call, unless the place is left alone. @throws UnreachableError, RefusedError */
  ask<Answer>(place: JenkinsPlace, call: () => Promise<Answer>): Promise<Answer>;
  /** Like `ask`, for an answer that arrives in pieces. @throws UnreachableError, RefusedError */
  stream<Piece>(place: JenkinsPlace, pieces: () => AsyncIterable<Piece>): AsyncGenerator<Piece>;
  /** @throws what was wrong lately, without asking, until it is time to try again */
  enter(place: JenkinsPlace): void;
  /** "There is nothing" is believed only of a Jenkins that lets us in. @throws UnreachableError, RefusedError */
  confirm(): Promise<void>;
  /** Asks now. Resolves to Jenkins' version, empty where it hides it. @throws UnreachableError, RefusedError */
  check(): Promise<string>;
  /** As far as is known without asking. */
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

  /** Many who want to know at once share one question. */
  function askRootOnce(): Promise<string> {
    asking ??= askRoot().finally(() => {
      asking = undefined;
    });
    return asking;
  }

  /** Resolves to the fault to be thrown. */
  async function failed({ job, keys }: JenkinsPlace, error: unknown): Promise<unknown> {
    if (!isRemoteFault(error)) return error;
    try {
      await askRootOnce();
    } catch (siteFault) {
      return siteFault;
    }
    // Where we are not let in, all that is in there is closed too.
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
      // Who looks has mended something, perhaps.
      rests.clear();
      return version;
    },
  };
}

async function rootVersion(jenkins: Jenkins): Promise<string> {
  const answer = await jenkins.json("/api/json?tree=mode", 1);
  if (typeof answer?.body.mode !== "string")
    throw new RefusedError(JENKINS, 404, "there is no Jenkins at this address: mend jenkins_url", "app");
  return answer.headers.get("x-jenkins") ?? "";
}
