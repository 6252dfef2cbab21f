import express, { type Request, type Response, Router } from "express";
import type { IssueRepository, StoredIssue } from "./repository.ts";

/** The endpoints of GitHub's REST API that the service calls, and issue pages for people. */

interface GithubSite {
  readonly repository: IssueRepository;
  readonly token: string;
  /** Login of the token's owner. */
  readonly login: string;
  readonly url: () => string;
  /** The repository's. */
  readonly labels: readonly string[];
}

const MOST_PER_PAGE = 100;

export function githubApi({ repository, token, login, url, labels }: GithubSite): Router {
  const router = Router();
  const place = `/repos/${repository.name}/issues`;
  const json = (issue: StoredIssue) => issueJson(issue, repository.name, url());
  router.use("/repos", express.json({ limit: "1mb" }), (request, response, next) => {
    if (
      /^(?:token|bearer) /i.test(request.headers.authorization ?? "") &&
      request.headers.authorization?.endsWith(` ${token}`)
    )
      return next();
    return response.status(401).json({ message: "Bad credentials" });
  });
  router.get(`/repos/${repository.name}`, (_request, response) => {
    response.json({ full_name: repository.name, private: false, permissions: { pull: true, triage: true } });
  });
  router.get(`/repos/${repository.name}/labels/:name`, ({ params: { name } }, response) => {
    if (labels.includes(name)) response.json({ name });
    else response.status(404).json({ message: "Not Found" });
  });
  router.get(place, (request, response) => {
    const { rows, links } = page(repository.issues, request, `${url()}${place}`);
    if (links !== "") response.setHeader("link", links);
    response.json(rows.map(json));
  });
  router.post(place, (request, response) => {
    const { title, body, labels } = request.body as { title?: unknown; body?: unknown; labels?: unknown };
    if (typeof title !== "string" || title.trim() === "" || title.length > 256) return invalid(response, "title");
    if (typeof body !== "string" || body.length > 65_536) return invalid(response, "body");
    const names = Array.isArray(labels) ? labels.map(String) : [];
    return response.status(201).json(json(repository.add({ title, body, labels: names, author: login })));
  });
  router.get(
    `${place}/:number`,
    withIssue(repository, (issue, _request, response) => response.json(json(issue))),
  );
  router.patch(
    `${place}/:number`,
    withIssue(repository, (issue, { body: change }, response) => {
      const { body, state, state_reason: stateReason } = change as Record<string, unknown>;
      repository.edit(issue.number, {
        ...(typeof body === "string" ? { body } : {}),
        ...(state === "open" || state === "closed" ? { state } : {}),
        ...(typeof stateReason === "string" ? { stateReason } : {}),
      });
      return response.json(json(issue));
    }),
  );
  router.post(
    `${place}/:number/comments`,
    withIssue(repository, (issue, { body }, response) => {
      repository.comment(issue.number, login, String((body as { body?: unknown }).body ?? ""));
      return response.status(201).json({ id: issue.comments.length });
    }),
  );
  router.use("/repos", (_request, response) => {
    response.status(404).json({ message: "Not Found" });
  });
  return router;
}

function withIssue(
  repository: IssueRepository,
  answer: (issue: StoredIssue, request: Request, response: Response) => unknown,
) {
  return (request: Request, response: Response): unknown => {
    const issue = repository.issue(Number(request.params.number));
    return issue ? answer(issue, request, response) : response.status(404).json({ message: "Not Found" });
  };
}

function invalid(response: Response, field: string): Response {
  return response.status(422).json({ message: "Validation Failed", errors: [{ field, code: "invalid" }] });
}

/** One page of a list, with the `Link` header for the others. */
function page(issues: readonly StoredIssue[], { query }: Request, address: string) {
  const { state = "open", since, creator, direction = "desc" } = query as Record<string, string | undefined>;
  const perPage = Math.min(MOST_PER_PAGE, Number(query.per_page ?? 30));
  const number = Number(query.page ?? 1);
  const wanted = issues
    .filter((issue) => state === "all" || issue.state === state)
    .filter(({ updatedAt }) => since === undefined || updatedAt >= Date.parse(since))
    .filter(({ author }) => creator === undefined || author === creator)
    .sort(
      (one, other) => (direction === "asc" ? 1 : -1) * (one.createdAt - other.createdAt || one.number - other.number),
    );
  const last = Math.max(1, Math.ceil(wanted.length / perPage));
  const link = (to: number, rel: string) => {
    const words = new URLSearchParams({ ...(query as Record<string, string>), page: String(to) });
    return `<${address}?${words}>; rel="${rel}"`;
  };
  const links = [
    ...(number > 1 ? [link(number - 1, "prev")] : []),
    ...(number < last ? [link(number + 1, "next"), link(last, "last")] : []),
  ];
  return { rows: wanted.slice((number - 1) * perPage, number * perPage), links: links.join(", ") };
}

/** An issue as the REST API returns it, with only the fields that callers read. */
function issueJson(issue: StoredIssue, repo: string, site: string): object {
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
