import { mayBeShortened, shortenedJob } from "../../model/job-name.ts";
import type { JobNames } from "../../ports/job-names.ts";
import { once } from "../../ports/once.ts";
import { jobLength } from "../engine/ci-data.ts";
import { insertIfAbsent } from "../engine/dialect.ts";
import type { Database } from "../engine/open.ts";

/** What our own tables hold of a stored name, in characters. */
const OWN_LENGTH = 255;

/**
 * Keeps the full names in our `own` tables. There are few, so what was looked up stays in memory.
 * @param onShortened called once for each name, whichever replica meets it first
 */
export function createJobNames(
  database: Database,
  own: Database,
  onShortened: (job: string, stored: string) => void = () => {},
): JobNames {
  const fullNames = new Map<string, string>();
  const longest = once(async () => Math.min(OWN_LENGTH, await jobLength(database)));

  async function full(short: string): Promise<string> {
    if (!mayBeShortened(short)) return short;
    const known = fullNames.get(short);
    if (known !== undefined) return known;
    const names = own.kysely.selectFrom("ci_stat_job_names").select("full_job");
    const name = (await names.where("job", "=", short).executeTakeFirst())?.full_job ?? short;
    fullNames.set(short, name);
    return name;
  }

  const stored = async (job: string) => shortenedJob(job, await longest());

  return {
    stored,
    async keep(job) {
      const short = await stored(job);
      if (short === job || fullNames.get(short) === job) return short;
      if (await insertIfAbsent(own, "ci_stat_job_names", { job: short, full_job: job })) onShortened(job, short);
      fullNames.set(short, job);
      return short;
    },
    full,
    known(short) {
      if (!mayBeShortened(short)) return short;
      if (!fullNames.has(short)) full(short).catch(() => undefined);
      return fullNames.get(short);
    },
  };
}
