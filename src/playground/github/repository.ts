import { existsSync, readFileSync, writeFileSync } from "node:fs";

/** One repository's issues. */
export interface StoredIssue {
  readonly number: number;
  title: string;
  body: string;
  state: "open" | "closed";
  stateReason: string | null;
  readonly author: string;
  readonly labels: readonly string[];
  readonly isPull: boolean;
  readonly createdAt: number;
  updatedAt: number;
  closedAt: number | null;
  readonly comments: { readonly author: string; readonly body: string; readonly at: number }[];
}

export type NewIssue = Partial<Omit<StoredIssue, "number" | "comments">> & Pick<StoredIssue, "title">;

export interface IssueRepository {
  readonly name: string;
  readonly issues: readonly StoredIssue[];
  issue(number: number): StoredIssue | undefined;
  /** Adds an issue with the next number. */
  add(issue: NewIssue): StoredIssue;
  edit(number: number, change: Partial<Pick<StoredIssue, "title" | "body" | "state" | "stateReason">>): void;
  comment(number: number, author: string, body: string): void;
}

/** Opens a repository. With a file, its issues survive a restart. */
export function createRepository(name: string, now: () => number, file?: string): IssueRepository {
  const issues: StoredIssue[] =
    file && existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as StoredIssue[]) : [];
  let lastNumber = issues.at(-1)?.number ?? 0;
  const save = () => {
    if (file) writeFileSync(file, JSON.stringify(issues));
  };

  return {
    name,
    issues,
    issue: (number) => issues.find((each) => each.number === number),
    add(given) {
      lastNumber += 1;
      const createdAt = given.createdAt ?? now();
      const issue: StoredIssue = {
        body: "",
        state: "open",
        stateReason: null,
        author: "somebody",
        labels: [],
        isPull: false,
        updatedAt: given.closedAt ?? createdAt,
        closedAt: null,
        ...given,
        number: lastNumber,
        createdAt,
        comments: [],
      };
      issues.push(issue);
      save();
      return issue;
    },
    edit(number, change) {
      const issue = issues.find((each) => each.number === number);
      if (!issue) return;
      const wasOpen = issue.state === "open";
      Object.assign(issue, change, { updatedAt: now() });
      if (wasOpen && issue.state === "closed") {
        issue.closedAt = now();
        issue.stateReason = change.stateReason ?? "completed";
      } else if (!wasOpen && issue.state === "open") {
        issue.closedAt = null;
        issue.stateReason = "reopened";
      }
      save();
    },
    comment(number, author, body) {
      const issue = issues.find((each) => each.number === number);
      if (!issue) return;
      issue.comments.push({ author, body, at: now() });
      issue.updatedAt = now();
      save();
    },
  };
}
