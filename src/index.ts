/** The library: `import { connect, getResult } from "ci-stat"`. What it does is in the README, "As a library". */

export { type Card, type CardOptions, resultToCard } from "./library/card.ts";
export { type Connection, connect, type FileOptions, type ServerOptions } from "./library/connection.ts";
export { getResult, streamRuns } from "./library/get-result.ts";
export {
  failureList,
  jobList,
  jobListText,
  type ListTextOptions,
  prList,
  prListText,
  type Summary,
  summary,
} from "./library/lists.ts";
export { type ChatTarget, postCard, type RobotTarget } from "./library/post-card.ts";
export {
  type Commit,
  type Counts,
  type Failure,
  type Job,
  type PullRequest,
  type Result,
  type Run,
  rerunCount,
  retryCount,
} from "./library/result.ts";
export { RefusedError, UnreachableError } from "./ports/errors.ts";
