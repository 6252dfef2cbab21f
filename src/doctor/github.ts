import type { Logger } from "pino";
import type { Settings } from "../config.ts";
import { createGithub } from "../github/octokit.ts";
import { examineRepository, type RepositoryAccess } from "../health/github.ts";
import { reasonWithCode } from "../health/reason.ts";
import { say, type Text } from "../model/text.ts";
import { SECOND } from "../model/window.ts";
import { RefusedError } from "../ports/errors.ts";
import { count } from "../view/wording.ts";
import type { Trial, TrialVerdict } from "./trial.ts";

const retryPolicy = { timeoutMs: 5 * SECOND, longestWaitSeconds: 0 };
/** Filing the issues of a night needs a few dozen calls. */
const FEW_CALLS = 100;

export function githubTrial(settings: Settings, log: Logger): Trial {
  const { gh_token: token, github_api_url: apiUrl, issue_repo: repo, issue_labels: labels } = settings;
  const trial = { name: "github", title: say("GitHub", "GitHub"), keys: "gh_token" };
  if (token === undefined) return { ...trial, run: undefined };
  return {
    ...trial,
    tried: `${repo} @ ${apiUrl}`,
    async run() {
      try {
        return judge(await examineRepository(createGithub({ token, apiUrl, ...retryPolicy }, log), repo, labels));
      } catch (error) {
        if (error instanceof RefusedError) return { state: "bad", result: refusalText(error, repo) };
        const mend = say(
          "is github_api_url right, and can this machine reach it? The API calls of this hour may also be used up",
          "github_api_url 是否正确？本机能否访问？也可能是本小时的调用次数已用完",
        );
        return { state: "bad", result: reasonWithCode(error), mend: [mend] };
      }
    },
  };
}

function judge({ isPrivate, mayLabel, missingLabels, callsLeft }: RepositoryAccess): TrialVerdict {
  const mend: Text[] = [];
  if (!mayLabel)
    mend.push(
      say(
        "issue_labels will be left out: setting labels needs the Triage role in the repository",
        "issue_labels 将被忽略：设置标签需要仓库的 Triage 角色",
      ),
    );
  if (missingLabels.length > 0) {
    const names = missingLabels.join(", ");
    mend.push(say(`labels that do not exist: ${names}`, `不存在的标签：${names}`));
  }
  if (callsLeft !== undefined && callsLeft < FEW_CALLS)
    mend.push(
      say(
        "few API calls are left: does another program use this token?",
        "剩余调用次数不多：是否有其他程序在用此 token？",
      ),
    );
  const kind = isPrivate ? say("private", "私有") : say("public", "公开");
  const left = callsLeft === undefined ? undefined : count(callsLeft);
  const calls = left === undefined ? say("", "") : say(`, ${left} calls left`, `，剩余 ${left} 次调用`);
  const result = say(
    `${kind.en_us}, issues can be created${calls.en_us}`,
    `${kind.zh_cn}仓库，可以创建 issue${calls.zh_cn}`,
  );
  return mend.length === 0 ? { state: "good", result } : { state: "warn", result, mend };
}

/** GitHub's own English message says which permission is missing. */
function refusalText({ message, code }: RefusedError, repo: string): Text {
  const causes: Readonly<Record<number, string>> = {
    401: "gh_token 无效或已过期",
    403: `gh_token 缺少 ${repo} 的 Issues 读写权限，或未获组织的单点登录授权`,
    404: `gh_token 看不到 ${repo}，需要 Metadata 读取与 Issues 读写权限`,
    410: `${repo} 未启用 issue`,
  };
  return say(message, `GitHub 拒绝（${code}）：${causes[code] ?? message}`);
}
