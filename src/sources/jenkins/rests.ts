import { LRUCache } from "lru-cache";
import { DAY, MINUTE, SECOND } from "../../model/window.ts";
import type { Clock } from "../../ports/clock.ts";
import { RefusedError, type UnreachableError } from "../../ports/errors.ts";
import { type JenkinsPlace, SITE } from "./place.ts";

/** What is wrong with Jenkins as a whole, or with one job where `job` says so. */
export interface JenkinsFault {
  readonly job: string | null;
  readonly fault: RefusedError | UnreachableError;
}

export interface RestOptions {
  /** How long a place is left alone after its first fault; it doubles. */
  readonly restMs?: number;
  readonly mostRestMs?: number;
  /** Told once when a fault begins, and with null when that of the whole site has ended. */
  readonly onChange?: (fault: JenkinsFault | null) => void;
}

/** Places that are left alone for a while, each for longer than the last time. */
export interface Rests {
  /** @throws the fault of a place, or of what it is part of, while that is left alone */
  enter(place: JenkinsPlace): void;
  begin(key: string, known: JenkinsFault): void;
  end(keys: readonly string[]): void;
  /** Everything may be tried again at once. */
  clear(): void;
  faults(): readonly JenkinsFault[];
}

interface Rest extends JenkinsFault {
  readonly times: number;
  readonly until: number;
}

const KEPT = 5_000;

export function createRests(
  clock: Clock,
  { restMs = 30 * SECOND, mostRestMs = 10 * MINUTE, onChange = () => {} }: RestOptions,
): Rests {
  const rests = new LRUCache<string, Rest>({ max: KEPT, ttl: DAY });
  return {
    enter({ keys }) {
      for (const key of keys) {
        const rest = rests.get(key);
        if (rest && rest.until > clock.now()) throw rest.fault;
      }
    },

    begin(key, known) {
      const times = (rests.get(key)?.times ?? 0) + 1;
      const until = clock.now() + Math.min(mostRestMs, restMs * 2 ** (times - 1));
      rests.set(key, { ...known, times, until });
      if (times === 1) onChange(known);
    },

    end(keys) {
      for (const key of keys) if (rests.delete(key) && key === SITE) onChange(null);
    },

    clear: () => rests.clear(),

    faults() {
      const site = rests.get(SITE);
      // A single build that cannot be read is nothing to mend in the configuration.
      const known = site ? [site] : [...rests.values()].filter(({ fault }) => fault instanceof RefusedError);
      return known.map(({ job, fault }) => ({ job, fault }));
    },
  };
}
