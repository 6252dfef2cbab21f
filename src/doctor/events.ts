import { feishuMode, type Settings } from "../config.ts";
import { challengeEvents } from "../feishu/challenge.ts";
import type { FeishuApp } from "../feishu/client.ts";
import { askConnectionEndpoint } from "../feishu/connection-endpoint.ts";
import { reasonWithCode } from "../health/reason.ts";
import { say } from "../model/text.ts";
import { SECOND } from "../model/window.ts";
import { withoutAccount } from "./jenkins.ts";
import type { Trial, TrialVerdict } from "./trial.ts";

const WITHIN_MS = 5 * SECOND;

/**
 * Over the webhook: checks the event keys, and whether the service at `public_url` uses the same ones. Over the long
 * connection: whether Feishu offers one.
 */
export function eventsTrial(settings: Settings): Trial {
  const { app_id: appId, app_secret: appSecret, feishu_domain: domain } = settings;
  const { encrypt_key: encryptKey, verification_token: verificationToken, public_url: url } = settings;
  const trial = { name: "events", title: say("Events", "事件订阅"), keys: "app_id" };
  if (appId === undefined || appSecret === undefined) return { ...trial, run: undefined };
  if (feishuMode(settings) === "websocket") {
    const tried = say("long connection", "长连接");
    return { ...trial, tried, run: () => tryLongConnection({ appId, appSecret, domain }) };
  }
  if (encryptKey === undefined) return { ...trial, run: async () => noKey };
  const keys = verificationToken === undefined ? noToken : bothKeys;
  if (url === undefined) return { ...trial, run: async () => keys };
  const address = `${withoutAccount(url)}/feishu/events`;
  return {
    ...trial,
    tried: address,
    async run() {
      try {
        return judge(await challengeEvents(`${url}/feishu/events`, { encryptKey, verificationToken }, WITHIN_MS), keys);
      } catch {
        // The trial of the public address says that it cannot be reached.
        return keys.state === "good" ? { ...keys, result: unreached } : keys;
      }
    },
  };
}

async function tryLongConnection(app: FeishuApp): Promise<TrialVerdict> {
  try {
    await askConnectionEndpoint(app, WITHIN_MS);
  } catch (error) {
    return { state: "bad", result: reasonWithCode(error), mend: [chooseLongConnection] };
  }
  return {
    state: "good",
    result: say(
      "Feishu offers a long connection; events come if the console uses it",
      "飞书可建立长连接；开放平台选择长连接后即可收到事件",
    ),
  };
}

const chooseLongConnection = say(
  "in the console under Events & callbacks, choose the long connection for both events and callbacks, while serve runs",
  "运行 serve 后，在开放平台“事件与回调”中，将事件与回调的订阅方式都设为长连接",
);
const where = say("see Events & callbacks, Encryption strategy, in the console", "见开放平台“事件与回调”的“加密策略”");
const noKey: TrialVerdict = {
  state: "bad",
  result: say("encrypt_key is missing: serve will not start", "缺少 encrypt_key：serve 无法启动"),
  mend: [where],
};
const noToken: TrialVerdict = {
  state: "warn",
  result: say("encrypt_key is set, verification_token is not", "已设置 encrypt_key，未设置 verification_token"),
  mend: [where],
};
const bothKeys: TrialVerdict = { state: "good", result: say("both keys are set", "两个密钥均已设置") };

const unreached = say(
  "both keys are set, but the address could not be reached to test them",
  "两个密钥均已设置；地址无法访问，未能验证",
);

function judge(answer: "answered" | number, keys: TrialVerdict): TrialVerdict {
  if (answer === "answered")
    return keys.state === "good"
      ? { state: "good", result: say("the service answers a challenge with both keys", "可用两个密钥通过验证请求") }
      : keys;
  if (answer === 401)
    return {
      state: "bad",
      result: say("the service there uses other keys (401)", "该地址的服务使用了不同的密钥（401）"),
      mend: [
        say(
          "restart serve with this configuration, and compare both keys with the console",
          "请用当前配置重启 serve，并与开放平台中的两个密钥核对",
        ),
        where,
      ],
    };
  return {
    state: "bad",
    result: say(`no ci_stat service accepts events there (${answer})`, `该地址没有接收事件的服务（${answer}）`),
    mend: [
      say(
        "the reverse proxy must forward POST /feishu/events unchanged and without a login",
        "反向代理须原样转发 POST /feishu/events，且不能要求登录",
      ),
    ],
  };
}
