import type { Issue } from "../model/issue.ts";
import type { IssueTracker } from "../ports/issues.ts";
import type { Github } from "./octokit.ts";
import { translate } from "./refusal.ts";

/** What would be done twice if it were asked twice is asked once. */
const ONCE = { retries: 0 };

/** The issues of `owner/name`. */
export function createIssueTracker(github: Github, repository: string): IssueTracker {
  const [owner = "", repo = ""] = repository.split("/");
  const place = { owner, repo };
  const { issues } = github.rest;
  const call = async <Answer>(work: Promise<Answer>): Promise<Answer> => {
    try {
      return await work;
    } catch (error) {
      throw translate(error, repository);
    }
  };

  return {
    repo: repository,
    async list({ state, since }) {
      const wanted = { ...place, state, sort: "created", direction: "asc", per_page: 100 } as const;
      const until = since === undefined ? {} : { since: new Date(since).toISOString() };
      const rows = await call(github.paginate(issues.listForRepo, { ...wanted, ...until }));
      // GitHub lists pull requests among the issues.
      return rows.filter((row) => row.pull_request === undefined).map(readIssue);
    },
    async issue(number) {
      try {
        const { data } = await issues.get({ ...place, issue_number: number });
        return data.pull_request === undefined ? readIssue(data) : undefined;
      } catch (error) {
        // Gone, or deleted; a repository that may not be seen is told apart when it is listed.
        const { status } = error as { status?: number };
        if (status === 404 || status === 410) return undefined;
        throw translate(error, repository);
      }
    },
    async create({ title, body, labels }) {
      const { data } = await call(issues.create({ ...place, title, body, labels: [...labels], request: ONCE }));
      return readIssue(data);
    },
    async change(number, change) {
      await call(issues.update({ ...place, issue_number: number, ...change }));
    },
    async comment(number, text) {
      await call(issues.createComment({ ...place, issue_number: number, body: text, request: ONCE }));
    },
  };
}

interface IssueRow {
  readonly number: number;
  readonly title: string;
  readonly body?: string | null;
  readonly state: string;
  readonly state_reason?: string | null;
  readonly user: { readonly login: string } | null;
  readonly html_url: string;
  readonly created_at: string;
  readonly closed_at: string | null;
}

function readIssue(row: IssueRow): Issue {
  return {
    number: row.number,
    title: row.title,
    body: row.body ?? "",
    state: row.state === "open" ? "open" : "closed",
    stateReason: row.state_reason ?? null,
    author: row.user?.login ?? null,
    url: row.html_url,
    createdAt: Date.parse(row.created_at),
    closedAt: row.closed_at === null ? null : Date.parse(row.closed_at),
  };
}
