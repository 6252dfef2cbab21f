/** The library: `import { connect, getResult } from "ci-stat"`. The README describes it under "As a library". */

export { type CardOptions, type ReportCard as Card, resultToCard } from "./library/card.ts";
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
  type Job,
  type Result,
  type ResultFailure as Failure,
  type ResultPullRequest as PullRequest,
  type ResultRun as Run,
  rerunCount,
  retryCount,
  type StatusCounts as Counts,
} from "./library/result.ts";
export { RefusedError, UnreachableError } from "./ports/errors.ts";
