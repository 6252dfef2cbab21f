import type { PullRequestReader } from "./signs.ts";
import { readWebhookVariables } from "./webhook-variables.ts";

/**
 * Gitee plugin, https://plugins.jenkins.io/gitee: it exports the cause's text only. Jobs that hand its variables on as
 * parameters tell more.
 */
export const readGitee: PullRequestReader = (signs) =>
  readWebhookVariables(signs, { prefix: "gitee", request: "PullRequest", called: "Gitee Pull Request" });
