import type { PullRef, PullRequest } from "../model/pull-request.ts";
import type { RunRef } from "../model/run.ts";

/** Addresses for people. Undefined where the configuration does not say where that is. */
export interface Links {
  run(ref: RunRef): string | undefined;
  /** The log with its failures, opened at a line, from 1. Expires. */
  logPage(ref: RunRef, logLine?: number | null): string | undefined;
  commit(repo: string, hash: string): string | undefined;
  branch(repo: string, branch: string): string | undefined;
  /** The address that the pull request's runs tell, or else the one that its repository's host gives it. */
  pullRequest(pull: PullRef & Pick<PullRequest, "link">): string | undefined;
}
