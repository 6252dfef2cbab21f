import path from "node:path";
import { type Config, serviceFaults } from "../config.ts";
import { type FolderRoom, probeDataFolder } from "../health/data-folder.ts";
import { codeOf } from "../health/reason.ts";
import { say } from "../model/text.ts";
import { count } from "../view/wording.ts";
import type { Trial, TrialVerdict } from "./trial.ts";

/** With less free space than this, a growing database soon runs out of room. */
const LITTLE_ROOM_BYTES = 1e9;
/** As in `engines` of package.json. */
const OLDEST_NODE = [20, 20] as const;

export function configurationTrial(config: Config): Trial {
  return {
    name: "configuration",
    title: say("Configuration", "配置"),
    tried: config.file ?? say("environment, no env.json", "环境变量，没有 env.json"),
    run: async () => judgeConfiguration(config),
  };
}

function judgeConfiguration(config: Config): TrialVerdict {
  const faults = serviceFaults(config);
  const { settings, demo, warnings } = config;
  // Commands in a terminal need no app.
  const serves = settings.app_id !== undefined || settings.webhook !== undefined;
  if (faults.length > 0)
    return {
      state: serves ? "bad" : "warn",
      result: say("serve will not start", "serve 无法启动"),
      mend: [...faults, ...warnings],
    };
  if (warnings.length > 0)
    return { state: "warn", result: say("some keys are unknown", "有无法识别的配置项"), mend: warnings };
  if (demo) return { state: "good", result: say("nothing configured: demo mode", "未配置任何内容：演示模式") };
  return { state: "good", result: say("every key is valid", "所有配置项均有效") };
}

/** The trial of a configuration that cannot be read. */
export function faultyConfiguration(faults: readonly string[]): Trial {
  const found = say(`${faults.length} faults`, `${faults.length} 处错误`);
  const result = faults.length === 1 ? say("a fault", "1 处错误") : found;
  return {
    name: "configuration",
    title: say("Configuration", "配置"),
    run: async () => ({ state: "bad", result, mend: faults }),
  };
}

export function nodeTrial(version: string): Trial {
  const [major = 0, minor = 0] = version.replace(/^v/, "").split(".").map(Number);
  const isOld = major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]);
  const oldest = OLDEST_NODE.join(".");
  return {
    name: "node",
    title: say("Node.js", "Node.js"),
    run: async () =>
      isOld
        ? {
            state: "bad",
            result: version,
            mend: [say(`ci_stat needs Node ${oldest} or newer`, `ci_stat 需要 Node ${oldest} 或更高版本`)],
          }
        : { state: "good", result: version },
  };
}

/** Whether the data folder can be written to, and how much room it has. */
export function dataFolderTrial(folder: string): Trial {
  return {
    name: "data_dir",
    title: say("Data folder", "数据目录"),
    tried: path.resolve(folder),
    async run() {
      try {
        return judgeRoom(await probeDataFolder(folder));
      } catch (error) {
        return unwritable(codeOf(error) ?? "unknown");
      }
    },
  };
}

function judgeRoom({ freeBytes, isMissing }: FolderRoom): TrialVerdict {
  const room = `${count(Math.floor(freeBytes / 1e9))} GB`;
  const said = isMissing
    ? say(`will be created, ${room} free`, `将会创建，剩余空间 ${room}`)
    : say(`writable, ${room} free`, `可写，剩余空间 ${room}`);
  if (freeBytes >= LITTLE_ROOM_BYTES) return { state: "good", result: said };
  return { state: "warn", result: said, mend: [say("free some space on this disk", "请清理磁盘空间")] };
}

function unwritable(code: string): TrialVerdict {
  return {
    state: "bad",
    result: say(`cannot be written: ${code}`, `无法写入：${code}`),
    mend: [
      say(
        "data_dir must name a folder that the user who runs ci_stat may write to",
        "data_dir 应是运行 ci_stat 的用户可写的目录",
      ),
    ],
  };
}
