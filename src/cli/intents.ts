import type { Command as Commander } from "commander";

/** Why people come, and the commands that serve them. One that is not here is listed after them. */
const intents: Readonly<Record<string, readonly string[]>> = {
  "How is CI doing:": ["summary", "jobs", "nightly", "compare", "report", "status"],
  "Is my change fine:": ["pr", "prs", "commit", "run"],
  "What fails, and why:": ["job", "failures", "case", "flaky"],
  "What is tracked, and who changed what:": ["issues", "issue", "audit"],
  "Run and look after the bot:": ["serve", "doctor", "migrate", "sync", "send-report", "file-issues", "scan", "rescan"],
  "Shell:": ["completion", "help"],
};

const examples = `
Examples:
  ci-stat summary today
  ci-stat jobs 7d --repo tidb
  ci-stat failures last week --limit 20
  ci-stat jobs 7d --csv > jobs.csv
  ci-stat completion bash >> ~/.bashrc`;

/** Lists a program's commands by intent, with examples after them. */
export function groupByIntent(program: Commander): void {
  const order = Object.values(intents).flat();
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  for (const command of program.commands) {
    const heading = Object.entries(intents).find(([, names]) => names.includes(command.name()))?.[0];
    command.helpGroup(heading ?? "More:");
  }
  (program.commands as Commander[]).sort((one, other) => place(one.name()) - place(other.name()));
  program.addHelpText("after", examples);
}
