import { type Repository, readRemote } from "../../model/code-host.ts";
import type { BuildSigns, Checkout } from "./pull-requests/signs.ts";

/**
 * The checkout of what the build is about, beside those of shared libraries and tools; undefined where Jenkins does not
 * say which one that is. `about` is the repository, where something else tells it.
 */
export function ownCheckout(
  { checkouts, revision }: Pick<BuildSigns, "checkouts" | "revision">,
  about?: Repository,
): Checkout | undefined {
  const built = revision?.id === null ? revision : undefined;
  if (built?.hash)
    return {
      commit: built.hash,
      branch: built.head,
      remotes: checkouts.find(({ commit }) => commit === built.hash)?.remotes ?? [],
    };
  const candidates = [
    checkouts.filter((checkout) => about !== undefined && isOf(checkout, about)),
    checkouts,
    checkouts.filter(({ remotes }) => !remotes.some(isLibrary)),
  ];
  return candidates.map(theOnly).find((only) => only !== undefined);
}

/** One commit may be checked out several times, and only some of them name its branch. */
function theOnly(checkouts: readonly Checkout[]): Checkout | undefined {
  if (new Set(checkouts.map(({ commit }) => commit)).size !== 1) return undefined;
  return checkouts.find(({ branch }) => branch !== null) ?? checkouts[0];
}

function isOf({ remotes }: Checkout, about: Repository): boolean {
  return remotes.some((remote) => {
    const found = readRemote(remote);
    // The host of a clone address may be another name for the host of the web.
    return found?.path.toLowerCase() === about.path.toLowerCase();
  });
}

/** A repository whose name says that it is a library of Jenkins pipelines: `jenkins-library`, `shared-pipeline-libs`. */
function isLibrary(remote: string): boolean {
  const name = readRemote(remote)?.path.replace(/^.*\//, "") ?? "";
  return /(?:^|[-_.])(?:jenkins|pipelines?|shared|ci)(?:[-_.].*)?[-_.]lib(?:s|rary|raries)?$/i.test(name);
}
