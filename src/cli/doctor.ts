import type { Doctor } from "../doctor/doctor.ts";
import { runTrial, type Tried } from "../doctor/trial.ts";
import { createTrialText } from "../doctor/trial-text.ts";
import { inLocale, type Locale } from "../model/text.ts";
import { systemClock } from "../service/application.ts";
import { createOutput } from "../terminal/output.ts";
import { painter } from "../terminal/paint.ts";
import { createProgress } from "../terminal/progress.ts";
import { defineOperation } from "./operation.ts";
import { DONE, FAILED, localeOf, type OutputOptions, type Terminal, textOptions, WRONG_USAGE } from "./surface.ts";

export const doctor = defineOperation({
  prints: true,
  run: ({ terminal, options }) => examine(options, terminal),
});

async function examine(options: OutputOptions, terminal: Terminal): Promise<number> {
  const { environment, cwd } = terminal;
  const { openDoctor } = await import("../doctor/doctor.ts");
  const doctor = openDoctor(environment, cwd, systemClock);
  try {
    return exitCode(await tell(doctor, options, localeOf(environment, doctor.locale), terminal));
  } finally {
    await doctor.close();
  }
}

/** Prints each as soon as those before it are printed; all of them run side by side. */
async function tell(
  { trials }: Doctor,
  { json, color }: OutputOptions,
  locale: Locale,
  { environment, out, err }: Terminal,
): Promise<readonly Tried[]> {
  const output = createOutput(out);
  const { colors, width } = textOptions(out, environment, locale, color);
  const write = createTrialText(trials, painter(locale, colors), width);
  const running = trials.map((trial) => runTrial(trial));
  const found: Tried[] = [];
  for (const each of running) {
    const progress = createProgress(err);
    const tried = await each.finally(progress.stop);
    found.push(tried);
    if (!json) await output.write(write(tried));
  }
  if (json) await output.write(`${JSON.stringify(document(found, locale), null, 2)}\n`);
  return found;
}

/** 2 what keeps the service from starting, 1 what does not work. */
function exitCode(found: readonly Tried[]): number {
  const bad = found.filter(({ state }) => state === "bad");
  if (bad.some(({ name }) => name === "configuration")) return WRONG_USAGE;
  return bad.length > 0 ? FAILED : DONE;
}

function document(found: readonly Tried[], locale: Locale): object {
  const checks = found.map(({ name, title, state, tried, result, mend = [] }) => ({
    name,
    title: inLocale(title, locale),
    state,
    tried: tried === undefined ? null : inLocale(tried, locale),
    result: inLocale(result, locale),
    mend: mend.map((each) => inLocale(each, locale)),
  }));
  return { exitCode: exitCode(found), checks };
}
