import path from "node:path";
import type { Settings } from "../config.ts";
import type { RunRef } from "../model/run.ts";
import type { Clock } from "../ports/clock.ts";
import type { LogAnswer, LogSource } from "../ports/logs.ts";
import type { ResultSource } from "../ports/results.ts";
import { logFiles, resultFiles } from "../sources/files/log-files.ts";
import { spooled } from "../sources/files/spool.ts";
import { jenkinsLogs } from "../sources/jenkins/build-log.ts";
import { jenkinsResults } from "../sources/jenkins/build-results.ts";
import type { JenkinsSite } from "../sources/jenkins/site.ts";

export interface LogSources {
  /** For reading from start to end. */
  readonly logs: LogSource;
  /** For opening at any byte. */
  readonly pagedLogs: LogSource;
  readonly results: ResultSource;
}

/** Opens the configured sources of build logs and test results: files first, then Jenkins. */
export function openLogSources(
  { log_dir, data_dir }: Settings,
  jenkins: JenkinsSite | undefined,
  fullJob: (job: string) => Promise<string>,
  clock: Clock,
): LogSources {
  const remote = jenkins === undefined ? [] : [jenkinsLogs(jenkins, clock)];
  const logs = byFullName(firstOf([logFiles(log_dir, clock), ...remote]), fullJob);
  const remoteResults = jenkins === undefined ? [] : [jenkinsResults(jenkins)];
  const results = byFullName(firstResults([resultFiles(log_dir, clock), ...remoteResults]), fullJob);
  return { logs, pagedLogs: spooled(logs, path.join(data_dir, "spool")), results };
}

/** Runs have the names of `ci_data`, in which long ones are shortened. */
function byFullName<Answer>(
  source: { open(ref: RunRef): Promise<Answer> },
  fullJob: (job: string) => Promise<string>,
): { open(ref: RunRef): Promise<Answer> } {
  return { open: async ({ job, id }) => source.open({ job: await fullJob(job), id }) };
}

/** Uses the first source that has the log; if none has it, a source that could not read it says why. */
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
