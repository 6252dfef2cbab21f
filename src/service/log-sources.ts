import path from "node:path";
import type { Settings } from "../config.ts";
import type { Clock } from "../ports/clock.ts";
import type { LogAnswer, LogSource } from "../ports/logs.ts";
import type { ResultSource } from "../ports/results.ts";
import { logFiles } from "../sources/files/log-files.ts";
import { resultFiles } from "../sources/files/result-files.ts";
import { spooled } from "../sources/files/spool.ts";
import { jenkinsLogs } from "../sources/jenkins/build-log.ts";
import { jenkinsResults } from "../sources/jenkins/build-results.ts";
import type { JenkinsSite } from "../sources/jenkins/site.ts";

export interface LogSources {
  /** For reading through. */
  readonly logs: LogSource;
  /** For opening in the middle. */
  readonly pagedLogs: LogSource;
  readonly results: ResultSource;
}

/** Where build logs and test results are: files first, then Jenkins, as far as they are configured. */
export function openLogSources(
  { log_dir, data_dir }: Settings,
  jenkins: JenkinsSite | undefined,
  clock: Clock,
): LogSources {
  const remote = jenkins === undefined ? [] : [jenkinsLogs(jenkins, clock)];
  const logs = firstOf([logFiles(log_dir, clock), ...remote]);
  const remoteResults = jenkins === undefined ? [] : [jenkinsResults(jenkins)];
  const results = firstResults([resultFiles(log_dir, clock), ...remoteResults]);
  return { logs, pagedLogs: spooled(logs, path.join(data_dir, "spool")), results };
}

/** The first that has the log; where none has, one that could not read it says why. */
function firstOf(sources: readonly LogSource[]): LogSource {
  return {
    async open(ref) {
      let unread: LogAnswer = { kind: "none" };
      for (const source of sources) {
        const answer = await source.open(ref);
        if (answer.kind === "log") return answer;
        if (answer.kind === "unreadable") unread = answer;
      }
      return unread;
    },
  };
}

function firstResults(sources: readonly ResultSource[]): ResultSource {
  return {
    async open(ref) {
      for (const source of sources) {
        const answer = await source.open(ref);
        if (answer.kind === "results") return answer;
      }
      return { kind: "none" };
    },
  };
}
