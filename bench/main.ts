import { cpus, totalmem } from "node:os";
import { benchAnswer } from "./answer.ts";
import { benchCrowd } from "./crowd.ts";
import { benchJenkins } from "./jenkins.ts";
import { benchLogPage } from "./log-page.ts";
import { benchReports } from "./reports.ts";
import { benchScan } from "./scan.ts";
import { type BenchRow, renderBenchTable } from "./table.ts";
import { benchYear } from "./year.ts";

/** `npm run bench [-- name …]`: measures on this machine, each with its baseline in the same run. Build first. */
const benches: Readonly<Record<string, () => Promise<BenchRow[]>>> = {
  scan: benchScan,
  "log-page": benchLogPage,
  reports: benchReports,
  year: benchYear,
  answer: benchAnswer,
  crowd: benchCrowd,
  jenkins: benchJenkins,
};

const wanted = process.argv.slice(2);
const chosen = Object.entries(benches).filter(([name]) => wanted.length === 0 || wanted.includes(name));
const [processor] = cpus();
console.log(
  `Node ${process.version}, ${cpus().length} cores (${processor?.model}), ${Math.round(totalmem() / 2 ** 30)} GiB\n`,
);
for (const [name, bench] of chosen) console.log(`### ${name}\n\n${renderBenchTable(await bench())}\n`);
