import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { xorshift128plus } from "pure-rand/generator/xorshift128plus";
import { MINUTE, SECOND } from "../../src/model/window.ts";
import { type GithubStandIn, startGithubStandIn } from "../../src/playground/github/stand-in.ts";
import { type FeishuStandIn, startFeishuStandIn } from "../../src/playground/stand-in/stand-in.ts";
import type { StandInChat } from "../../src/playground/wire.ts";
import { type ClockOrders, runningClock } from "../support/clock.ts";
import { bundleReplica } from "../support/replica-process.ts";
import { type Crew, type ReplicaSettings, startCrew } from "./crew.ts";
import { type Crowd, startCrowd } from "./crowd.ts";
import { openFilled } from "./filled-database.ts";
import { NIGHTLY_JOB, type Nights, startNights } from "./nights.ts";
import { addressOf, type Servers } from "./servers.ts";
import { judgeAnswers, judgeIssues, judgeReports, type Promised } from "./verdict.ts";

const REPLICAS = 3;
const CHATS = 5;
const KILL_EVERY_MS = 3 * SECOND;
/** The clock of all goes faster, so that claims of the dead are free after seconds. */
const SPEED = 6;
/** Longer than any claim of a process that died, on that clock. */
const CALM_MS = 15 * MINUTE;
const REPORT_EVERY_MS = 4 * MINUTE;
const crons = { hourly_cron: "0 */4 * * * *", issue_cron: "0 1-59/4 * * * *", daily_cron: "0 0 1 1 *" };
const app = { appId: "cli_0123456789abcdef", appSecret: "a-secret-of-the-app" };
const security = { encryptKey: "a-key", verificationToken: "a-token" };
const github = { repo: "pingcap/tidb", token: "ghp_0123456789abcdef0123456789abcdef0123" };

export interface Outcome {
  readonly kills: number;
  /** Messages and clicks of which the platform had no answer in time: it tells people, so they may be lost. */
  readonly refused: number;
  readonly promised: readonly Promised[];
}

/** Kills replicas of the service on these servers while people ask, reports fall due and nightly tests fail. */
export async function wreakHavoc(
  servers: Servers,
  kills: number,
  onProgress: (progress: string) => void,
): Promise<Outcome> {
  const folder = mkdtempSync(path.join(tmpdir(), "ci-stat-chaos-"));
  const clock: ClockOrders = { startedAt: Date.now(), from: Date.now(), speed: SPEED };
  const { now } = runningClock(clock);
  const generator = xorshift128plus(2021);
  const random = (below: number) => (generator.next() >>> 0) % below;
  const [database, bundle, issues] = await Promise.all([
    openFilled(servers, now()),
    bundleReplica(),
    startGithubStandIn({ ...github, now }),
  ]);
  let crew: Crew | undefined;
  const feishu = await startFeishu(() => `${crew?.url()}/feishu/events`, now);
  const chats = Array.from({ length: CHATS }, (_, index) => feishu.addChat({ name: `chat ${index}` }));
  const logDir = path.join(folder, "logs");
  const settings = { ...settingsFor(feishu, issues, chats), log_dir: logDir };
  const replicas = Array.from({ length: REPLICAS }, (_, index) => ({ ...settings, ...addressOf(servers, index) }));
  crew = await startCrew(bundle.file, folder, replicas, { clock, random });
  const begun = now();
  const crowd = startCrowd(feishu, chats, { now, random });
  const nights = startNights(database, logDir, now);
  await killAgainAndAgain(crew, kills, random, (killed) =>
    onProgress(`${killed} of ${kills} killed, ${crowd.acknowledged.length} messages and clicks acknowledged`),
  );
  const until = await calmDown([crowd, nights], now, onProgress);
  await crew.stop();
  const promised = [
    ...judgeAnswers(feishu, crowd.acknowledged),
    judgeReports(feishu, chats, Math.floor((until - begun) / REPORT_EVERY_MS) - 1),
    ...judgeIssues(feishu, chats, nights.cases, issues.repository.issues),
  ];
  await Promise.all([feishu.close(), issues.close(), database.close()]);
  bundle.remove();
  rmSync(folder, { recursive: true, force: true });
  return { kills, refused: crowd.refused(), promised };
}

function startFeishu(eventsUrl: () => string, now: () => number): Promise<FeishuStandIn> {
  return startFeishuStandIn({ ...app, ...security, eventsUrl, retryDelaysMs: [500, 1_000, 2_000, 4_000], now });
}

function settingsFor(feishu: FeishuStandIn, issues: GithubStandIn, chats: readonly StandInChat[]): ReplicaSettings {
  return {
    ...crons,
    app_id: app.appId,
    app_secret: app.appSecret,
    encrypt_key: security.encryptKey,
    verification_token: security.verificationToken,
    feishu_domain: feishu.url,
    report_chats: JSON.stringify(chats.map(({ chatId }) => chatId)),
    gh_token: github.token,
    github_api_url: issues.url,
    issue_repo: github.repo,
    issue_mode: "create",
    nightly_jobs: JSON.stringify([NIGHTLY_JOB]),
    listen_host: "127.0.0.1",
    listen_port: 0,
    locale: "en_us",
  };
}

async function killAgainAndAgain(
  crew: Crew,
  kills: number,
  random: (below: number) => number,
  onKilled: (killed: number) => void,
): Promise<void> {
  for (let killed = 1; killed <= kills; killed++) {
    await sleep(KILL_EVERY_MS / 2 + random(KILL_EVERY_MS));
    crew.killAny();
    onKilled(killed);
  }
}

/** Nothing new comes, nobody is killed, and the replicas finish what is left. Resolves to when the calm began. */
async function calmDown(
  busy: readonly (Crowd | Nights)[],
  now: () => number,
  onProgress: (progress: string) => void,
): Promise<number> {
  await Promise.all(busy.map((each) => each.stop()));
  const until = now();
  for (let leftMs = CALM_MS; leftMs > 0; leftMs = until + CALM_MS - now()) {
    onProgress(`waiting for what is left: ${Math.ceil(leftMs / SPEED / SECOND)} s`);
    await sleep(SECOND);
  }
  return until;
}
