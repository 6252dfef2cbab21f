import type { PullRequestReader } from "./signs.ts";
import { readWebhookVariables } from "./webhook-variables.ts";

/**
 * GitLab plugin: variables that begin with `gitlab`, in the cause's data or handed on as parameters,
 * https://plugins.jenkins.io/gitlab-plugin/#plugin-content-defined-variables. Older versions export the cause's text only.
 */
export const readGitlab: PullRequestReader = (signs) =>
  readWebhookVariables(signs, { prefix: "gitlab", request: "MergeRequest", called: "GitLab Merge Request" });
