import type { StoredIssue } from "./repository.ts";

/** An issue as the REST API returns it, with only the fields that callers read. */
export function issueJson(issue: StoredIssue, repo: string, site: string): object {
  const { number, title, body, state, stateReason, author, labels, isPull, createdAt, updatedAt, closedAt } = issue;
  const page = `${site}/${repo}/${isPull ? "pull" : "issues"}/${number}`;
  return {
    number,
    title,
    body,
    state,
    state_reason: stateReason,
    user: { login: author },
    labels: labels.map((name) => ({ name })),
    html_url: page,
    created_at: iso(createdAt),
    updated_at: iso(updatedAt),
    closed_at: closedAt === null ? null : iso(closedAt),
    comments: issue.comments.length,
    ...(isPull ? { pull_request: { html_url: page } } : {}),
  };
}

/** GitHub's times have no milliseconds. */
function iso(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, "Z");
}
