import { createHash } from "node:crypto";

const DIGEST_LENGTH = 8;
const SHORTENED = /~[0-9a-f]{8}$/;

/** A name that fits into `most` characters: a longer one is cut and ends in a digest of the whole, `team/api/feat~1a2b3c4d`. */
export function shortenedJob(job: string, most: number): string {
  const characters = [...job];
  if (characters.length <= most) return job;
  const digest = createHash("sha256").update(job).digest("hex").slice(0, DIGEST_LENGTH);
  return `${characters.slice(0, most - DIGEST_LENGTH - 1).join("")}~${digest}`;
}

/** Whether a name may be a shortened one. A job can be called like that, too. */
export function mayBeShortened(job: string): boolean {
  return SHORTENED.test(job);
}
