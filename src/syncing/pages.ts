import type { Build, BuildSource } from "../ports/builds.ts";
import { isRemoteFault, type RefusedError, type UnreachableError } from "../ports/errors.ts";

/** Builds of a job, newest first. */
export interface BuildPage {
  readonly builds: readonly Build[];
  /** Jenkins has no older builds. */
  readonly isLast: boolean;
}

const PAGE = 100;
/** Pages overlap, because a build that is deleted meanwhile moves the others up. */
const OVERLAP = 5;

/**
 * A job's builds after its `from` newest ones, page by page, newest first. A build may come twice. A fault of Jenkins is
 * the last item.
 */
export async function* pagesOf(
  builds: BuildSource,
  job: string,
  from = 0,
): AsyncGenerator<BuildPage | UnreachableError | RefusedError> {
  for (let index = from; ; index += PAGE - OVERLAP) {
    const page = await builds.page(job, index, PAGE).catch(faultOf);
    if (page instanceof Error) {
      yield page;
      return;
    }
    const isLast = page.length < PAGE;
    yield { builds: page, isLast };
    if (isLast) return;
  }
}

/**
 * Where the page begins that goes on below build `oldest`: how many builds are newer than it, or fewer. Numbers that were
 * deleted make the guess from `last` too high; it is halved until the page holds a build that was read already.
 */
export async function indexBelow(builds: BuildSource, job: string, last: number, oldest: number): Promise<number> {
  for (let index = Math.max(0, last - oldest - OVERLAP); index > 0; index = Math.floor(index / 2)) {
    const [newest] = await builds.page(job, index, 1);
    if (newest && newest.id >= oldest) return index;
  }
  return 0;
}

function faultOf(error: unknown): UnreachableError | RefusedError {
  if (isRemoteFault(error)) return error;
  throw error;
}
