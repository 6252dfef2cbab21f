import { LRUCache } from "lru-cache";
import { DAY, MINUTE, SECOND } from "../../model/window.ts";
import type { Clock } from "../../ports/clock.ts";
import { RefusedError, type UnreachableError } from "../../ports/errors.ts";
import { type JenkinsPlace, SITE } from "./place.ts";

/** A fault of the whole of Jenkins (`job` is null) or of one job. */
export interface JenkinsFault {
  readonly job: string | null;
  readonly fault: RefusedError | UnreachableError;
}

export interface RestOptions {
  /** How long a place is not tried after its first fault; it doubles. */
  readonly restMs?: number;
  readonly mostRestMs?: number;
  /** Called once when a fault begins, and with null when a fault of the whole site is over. */
  readonly onChange?: (fault: JenkinsFault | null) => void;
}

/** Places that are not tried for a while, longer after each further fault. */
export interface Rests {
  /** @throws the fault of the place, or of what contains it, while that is not to be tried */
  enter(place: JenkinsPlace): void;
  begin(key: string, known: JenkinsFault): void;
  end(keys: readonly string[]): void;
  /** Allows everything to be tried again at once. */
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
      // A single unreadable build cannot be fixed in the configuration.
      const known = site ? [site] : [...rests.values()].filter(({ fault }) => fault instanceof RefusedError);
      return known.map(({ job, fault }) => ({ job, fault }));
    },
  };
}
