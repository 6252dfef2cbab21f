import type { ListedOperation } from "./operation.ts";

/** Every operation, in the order in which help lists them. */
export const operations: readonly ListedOperation[] = [
  {
    name: "serve",
    description: "Run the bot; without any configuration, a demo with a playground",
    load: async () => (await import("./serve.ts")).serve,
  },
  {
    name: "doctor",
    description: "Try everything that is configured, and say how to mend what fails",
    load: async () => (await import("./doctor.ts")).doctor,
  },
  {
    name: "migrate",
    description: "Create and update ci_stat's tables, and add to ci_data what makes counting fast",
    load: async () => (await import("./migrate.ts")).migrate,
  },
  {
    name: "sync",
    description: "Copy from Jenkins into ci_data what is missing there, and correct rows that were written too early",
    load: async () => (await import("./sync.ts")).sync,
  },
  {
    name: "send-report",
    description: "Send a report to everybody who gets it and does not have it yet",
    load: async () => (await import("./send-report.ts")).sendReport,
  },
  {
    name: "file-issues",
    description: "Do what is due about the failures of the nightly jobs",
    load: async () => (await import("./file-issues.ts")).fileIssues,
  },
  {
    name: "scan",
    description: "Show the failures in one log or file of test results (plain, .gz or .zst), and which rule found them",
    load: async () => (await import("./scan.ts")).scan,
  },
  {
    name: "rescan",
    description: "Read again the logs that were read with older rules, and say what changed",
    load: async () => (await import("./rescan.ts")).rescan,
  },
  {
    name: "completion",
    description: "Print what makes bash, zsh or fish complete commands and options",
    load: async () => (await import("./completion.ts")).completionOf(operations),
  },
];
