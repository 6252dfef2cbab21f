import { type Outcome, wreakHavoc } from "./havoc.ts";
import { type Servers, startGalera, startMariadb } from "./servers.ts";

/**
 * `npm run chaos [-- mariadb|galera] [kills]`: three replicas of the service, one of which is killed every few seconds,
 * while people ask and click, reports fall due and nightly tests fail. Says which promises were broken; exit code 1 if any.
 */
const places: Readonly<Record<string, () => Promise<Servers>>> = { mariadb: startMariadb, galera: startGalera };

const given = process.argv.slice(2);
const kills = Number(given.find((word) => /^\d+$/.test(word)) ?? 100);
const wanted = given.filter((word) => word in places);
let isBroken = false;
for (const [place, start] of Object.entries(places)) {
  if (wanted.length > 0 && !wanted.includes(place)) continue;
  const servers = await start();
  const outcome = await wreakHavoc(servers, kills, tell).finally(() => servers.stop());
  tell("");
  console.log(report(place, outcome));
  isBroken ||= outcome.promised.some(({ broken }) => broken.length > 0);
}
process.exit(isBroken ? 1 : 0);

function tell(progress: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${progress}`);
}

function report(place: string, { kills: killed, refused, promised }: Outcome): string {
  const rows = promised.map(({ what, times, broken }) => `| ${what} | ${times} | ${broken.length} |`);
  const broken = promised.flatMap((each) => each.broken.map((line) => `  ${each.what}: ${line}`));
  return [
    `### ${place}: ${killed} kills; ${refused} messages and clicks were not acknowledged in time, which the platform tells people`,
    "",
    "| promise | times | broken |",
    "| --- | --- | --- |",
    ...rows,
    ...broken,
    "",
  ].join("\n");
}
