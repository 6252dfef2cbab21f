import { loadConfig } from "../config.ts";
import { makeFast } from "../database/engine/ci-data.ts";
import { isDenied } from "../database/engine/errors.ts";
import { say } from "../model/text.ts";
import { DatabaseError } from "../ports/errors.ts";
import { createApplication, systemClock } from "../service/application.ts";
import { createTerminalLogger } from "../service/logger.ts";
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

const noCiData = (database: string) =>
  say(
    `The database ${database} has no table ci_data. If it is the right one, ci-stat migrate --create makes the table.`,
    `数据库 ${database} 中没有 ci_data 表。如果确实是这个库，请运行 ci-stat migrate --create 创建。`,
  );

interface MigrateOptions {
  readonly create?: boolean;
}

export const migrate = defineOperation<MigrateOptions>({
  prints: false,
  shape(command) {
    command.option("--create", "also make ci_data where the database has none");
  },
  async run({ terminal, options: { create = false } }) {
    await whileWaiting(terminal.err, ({ step }) => migrateTables(create, terminal, step));
    terminal.out.write(`${upToDate[readersLocale(terminal)]}\n`);
    return DONE;
  },
});

async function migrateTables(
  create: boolean,
  { environment, cwd, err }: Terminal,
  onStep: (name: string) => void,
): Promise<void> {
  const { settings } = loadConfig(environment, cwd);
  const application = createApplication(
    settings,
    create ? "all" : "own",
    createTerminalLogger("warn", err),
    systemClock,
  );
  try {
    onStep("ci_stat_…");
    const { site } = await application.stores.open();
    await makeFast(site, onStep);
  } catch (cause) {
    if (isDenied(cause)) throw new InputError(denied, { isUsage: false, cause });
    if (cause instanceof DatabaseError && cause.fault === "no_table")
      throw new InputError(noCiData(settings.database), { isUsage: false, cause });
    throw cause;
  } finally {
    await application.close();
  }
}
