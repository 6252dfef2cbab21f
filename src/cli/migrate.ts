import { loadConfig } from "../config.ts";
import { makeFast } from "../database/engine/ci-data.ts";
import { isDenied } from "../database/engine/errors.ts";
import { say } from "../model/text.ts";
import { createApplication, systemClock } from "../service/application.ts";
import { createLogger } from "../service/logger.ts";
import { whileWaiting } from "../terminal/progress.ts";
import { readersLocale } from "./explain.ts";
import { InputError } from "./input-error.ts";
import { defineOperation } from "./operation.ts";
import { DONE, type Terminal } from "./surface.ts";

const upToDate = say("The tables are up to date.", "数据表已是最新。");
const denied = say(
  "The user may not change ci_data: migrate needs ALTER, CREATE and INDEX. Without it everything works, but counting over long ranges is slower.",
  "该用户无权修改 ci_data：migrate 需要 ALTER、CREATE、INDEX 权限。不执行也可使用，只是长时间段的统计较慢。",
);

export const migrate = defineOperation({
  prints: false,
  async run({ terminal }) {
    await whileWaiting(terminal.err, ({ step }) => migrateTables(terminal, step));
    terminal.out.write(`${upToDate[readersLocale(terminal)]}\n`);
    return DONE;
  },
});

async function migrateTables({ environment, cwd }: Terminal, onStep: (name: string) => void): Promise<void> {
  const application = createApplication(loadConfig(environment, cwd).settings, createLogger("warn"), systemClock);
  try {
    onStep("ci_stat_…");
    const { site } = await application.stores.open();
    await makeFast(site, onStep);
  } catch (cause) {
    throw isDenied(cause) ? new InputError(denied, { isUsage: false, cause }) : cause;
  } finally {
    await application.close();
  }
}
