import { DAY, HOUR } from "../../model/window.ts";
import { caseNumber } from "../demo/cases.ts";
import type { NewIssue } from "./repository.ts";

/** Existing issues of the sample company: by the original bot, by people, and pull requests in between. */

const REPOSITORY = "pingcap/tidb";
const OLDEST_DAYS = 300;
const COUNT = 320;

/** Oldest first. */
export function demoIssues(now: number): NewIssue[] {
  return Array.from({ length: COUNT }, (_, index) => {
    const createdAt = now - OLDEST_DAYS * DAY + Math.floor((index / COUNT) * OLDEST_DAYS * DAY);
    if (index % 4 === 1) return pullRequest(index, createdAt, now);
    return index % 4 === 3 ? report(index, createdAt, now) : unstableTest(index, createdAt, now);
  });
}

function pullRequest(index: number, createdAt: number, now: number): NewIssue {
  const merged = Math.min(now, createdAt + (5 + (index % 40)) * HOUR);
  const { name } = caseNumber(REPOSITORY, "go_unit", index);
  return {
    title: `*: make ${name.split(/[./]/).at(-1)} stable`,
    author: "somebody",
    isPull: true,
    createdAt,
    state: "closed",
    closedAt: merged,
  };
}

/** Issues as the original's bug_report wrote them. */
function unstableTest(index: number, createdAt: number, now: number): NewIssue {
  const { name, file, line } = caseNumber(REPOSITORY, "go_unit", index);
  const closedAt = createdAt + (2 + (index % 30)) * DAY;
  const isOpen = index % 10 === 0 || closedAt > now;
  return {
    title: `unstable test \`${name}\``,
    body: `${file}:${line}: ${name}\n\nfound in the nightly unit test`,
    author: index % 3 === 0 ? "zhouqiang-cl" : "tidb-ci-bot",
    labels: ["type/bug"],
    createdAt,
    ...(isOpen
      ? {}
      : { state: "closed" as const, closedAt, stateReason: index % 7 === 0 ? "not_planned" : "completed" }),
  };
}

const happenings = ["Wrong result", "Slow plan", "Panic", "Memory is not given back", "Data race", "Lost warning"];
const places = ["a window function", "a hash join that spills", "a prefix index", "point get", "a partitioned table"];
const times = ["after analyze", "under load", "with a null key", "when the session is killed"];

function report(index: number, createdAt: number, now: number): NewIssue {
  const closedAt = createdAt + 9 * DAY;
  const isOpen = index % 3 === 0 || closedAt > now;
  const closed = { state: "closed" as const, closedAt, stateReason: "completed" };
  return {
    title: complaint(Math.floor(index / 4)),
    body: "Seen on master.",
    author: "somebody",
    createdAt,
    ...(isOpen ? {} : closed),
  };
}

/** All different. */
function complaint(number: number): string {
  const [what, where, when] = [happenings, places, times].map((words, turn) => {
    const width = [1, happenings.length, happenings.length * places.length][turn] ?? 1;
    return words[Math.floor(number / width) % words.length];
  });
  return `${what} in ${where} ${when}`;
}
