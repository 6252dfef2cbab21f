import type { Settings } from "../config.ts";
import { askService } from "../health/running-service.ts";
import { say, type Text } from "../model/text.ts";
import { SECOND } from "../model/window.ts";
import { withoutAccount } from "./jenkins.ts";
import type { Trial, TrialVerdict } from "./trial.ts";

const WITHIN_MS = 5 * SECOND;

/** Trials of the service on this machine, and of its public address. */
export function serviceTrials(settings: Settings): readonly Trial[] {
  return [localTrial(settings), publicTrial(settings)];
}

function localTrial({ listen_host: host, listen_port: port }: Settings): Trial {
  const trial = { name: "service", title: say("Service here", "本机服务"), keys: "listen_port" };
  if (port === 0) return { ...trial, run: undefined };
  const local = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  const address = `http://${local.includes(":") ? `[${local}]` : local}:${port}/readyz`;
  return { ...trial, tried: address, run: () => tryReadiness(address) };
}

async function tryReadiness(address: string): Promise<TrialVerdict> {
  const answer = await askService(address, WITHIN_MS);
  if (answer.kind === "none") return { state: "off", result: say("not running on this machine", "未在本机运行") };
  const { status, reasons, warnings = [] } = answer.body;
  if (!Array.isArray(reasons) || typeof status !== "string")
    return {
      state: "bad",
      result: say("another program uses this port", "端口被其他程序占用"),
      mend: [say("choose another listen_port, or stop that program", "请更换 listen_port，或停止该程序")],
    };
  if (answer.code !== 200)
    return { state: "bad", result: say("running, but not ready", "正在运行，但未就绪"), mend: reasons.map(String) };
  const worries = Array.isArray(warnings) ? warnings.map(String) : [];
  if (worries.length > 0) return { state: "warn", result: ready, mend: worries };
  return { state: "good", result: ready };
}

const ready = say("running and ready", "正在运行，已就绪");

function publicTrial({ public_url: url }: Settings): Trial {
  const trial = { name: "public_url", title: say("Public address", "公开地址"), keys: "public_url" };
  if (url === undefined) return { ...trial, run: undefined };
  return { ...trial, tried: `${withoutAccount(url)}/healthz`, run: () => tryHealth(`${url}/healthz`) };
}

const proxy = say(
  "is serve running, and does the reverse proxy forward to listen_port?",
  "serve 是否在运行？反向代理是否指向 listen_port？",
);
const whereItLeads = say(
  "use the address that it redirects to; /healthz and /feishu/events must work without a login",
  "请填写最终地址；/healthz 与 /feishu/events 不能要求登录",
);

async function tryHealth(address: string): Promise<TrialVerdict> {
  const answer = await askService(address, WITHIN_MS);
  const failed = (result: Text, cure = proxy): TrialVerdict => ({ state: "bad", result, mend: [cure] });
  if (answer.kind === "none")
    return failed(say(`cannot be reached from here: ${answer.reason}`, `本机无法访问：${answer.reason}`));
  const { code, body } = answer;
  if (code === 200 && body.status === "alive")
    return { state: "good", result: say("the service answers", "服务有应答") };
  if (code >= 300 && code < 400) return failed(say("redirects to another address", "被重定向"), whereItLeads);
  return failed(say(`another program answers (${code})`, `应答的不是本服务（${code}）`));
}
