import { say } from "../../model/text.ts";
import { SECOND } from "../../model/window.ts";
import { withoutAccount } from "./jenkins.ts";
import { codeOf, type Trial, type Verdict } from "./trial.ts";

const WITHIN_MS = 5 * SECOND;

/** The service as people and Feishu reach it, asked from here. */
export function publicUrlTrial(url: string | undefined): Trial {
  const trial = { name: "public_url", title: say("Public address", "公开地址"), keys: "public_url" };
  if (url === undefined) return { ...trial, run: undefined };
  return { ...trial, tried: `${withoutAccount(url)}/healthz`, run: () => tryHealth(`${url}/healthz`) };
}

const proxy = say(
  "does serve run, and does the reverse proxy lead to listen_port?",
  "serve 是否在运行？反向代理是否指向 listen_port？",
);

const whereItLeads = say(
  "name the address that it leads to; and /healthz and /feishu/events must need no login",
  "请填写最终地址；/healthz 与 /feishu/events 不能要求登录",
);

async function tryHealth(address: string): Promise<Verdict> {
  let response: Response;
  try {
    response = await fetch(address, { redirect: "manual", signal: AbortSignal.timeout(WITHIN_MS) });
  } catch (error) {
    const code = codeOf(error) ?? "no answer";
    return {
      state: "bad",
      result: say(`cannot be reached from here: ${code}`, `本机无法访问：${code}`),
      mend: [proxy],
    };
  }
  const { status } = (await response.json().catch(() => ({}))) as { status?: unknown };
  if (response.ok && status === "alive") return { state: "good", result: say("the service answers", "服务有应答") };
  if (response.status >= 300 && response.status < 400)
    return { state: "bad", result: say("leads elsewhere", "被重定向"), mend: [whereItLeads] };
  return {
    state: "bad",
    result: say(`somebody else answers (${response.status})`, `应答的不是本服务（${response.status}）`),
    mend: [proxy],
  };
}
