import { type Response, Router } from "express";
import type { IssueRepository, StoredIssue } from "./repository.ts";

/** Plain pages for the links on the demo's cards: the list of issues, and the text of one. */
export function issuePages(repository: IssueRepository): Router {
  const router = Router();
  const address = `/${repository.name}/issues`;
  router.get(address, (_request, response) => {
    const rows = repository.issues
      .filter(({ isPull }) => !isPull)
      .toReversed()
      .map(
        ({ number, title, state }) => `<li><a href="${address}/${number}">#${number}</a> ${inHtml(title)} (${state})`,
      );
    send(response, `Issues of ${repository.name}`, `<ul>${rows.join("")}</ul>`);
  });
  router.get(`${address}/:number`, (request, response) => {
    const issue = repository.issue(Number(request.params.number));
    if (!issue) return void response.status(404).send("no such issue");
    send(response, `${issue.title} #${issue.number}`, issueHtml(issue));
  });
  router.use((_request, response) => {
    response.status(404);
    send(response, "Not here", "<p>Only issues are kept here; commits and pull requests are not.</p>");
  });
  return router;
}

function issueHtml({ state, author, labels, body, comments }: StoredIssue): string {
  const said = comments.map((comment) => `<h2>${inHtml(comment.author)}</h2><pre>${inHtml(comment.body)}</pre>`);
  return `<p>${state} · ${inHtml(author)} · ${labels.map(inHtml).join(", ")}</p><pre>${inHtml(body)}</pre>${said.join("")}`;
}

function send(response: Response, title: string, html: string): void {
  const style =
    "body{font:15px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}pre{white-space:pre-wrap}";
  response
    .set("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'")
    .type("html")
    .send(`<!doctype html><meta charset="utf-8"><title>${inHtml(title)}</title><style>${style}</style>
<h1>${inHtml(title)}</h1><p>This is the demo's GitHub.</p>${html}`);
}

function inHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);
}
