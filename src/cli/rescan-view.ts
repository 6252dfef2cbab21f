import type { Failure, Scan } from "../model/failure.ts";
import { say } from "../model/text.ts";
import type { Window } from "../model/window.ts";
import { toIso } from "../time/zone.ts";
import { commandLine } from "../view/command-line.ts";
import { plural } from "../view/lists.ts";
import type { Line, Row, View } from "../view/view.ts";
import { count, windowText } from "../view/wording.ts";

export interface RescannedWindow {
  readonly window: Window;
  readonly zone: string;
  /** Logs that were read again. */
  readonly read: number;
  /** Runs whose log is gone; what was found in it is kept. */
  readonly gone: number;
  /** Runs whose log cannot be had at the moment. */
  readonly later: number;
  readonly changes: readonly { readonly before: Scan; readonly after: Scan }[];
}

/** What newer rules say otherwise than older ones did. */
export function rescanView({ window, zone, read, gone, later, changes }: RescannedWindow): View {
  const changed = changes.length;
  return {
    title:
      changed === 0
        ? say(`${plural(read, "log")} read again, nothing changed`, `重新分析了 ${count(read)} 份日志，结果没有变化`)
        : say(
            `${count(changed)} of ${plural(read, "log")} explained otherwise`,
            `${count(read)} 份日志中有 ${count(changed)} 份结果变化`,
          ),
    subtitle: windowText(window, zone),
    tone: "info",
    trail: [],
    blocks: [
      ...(gone === 0 ? [] : [{ kind: "lines" as const, lines: [goneLine(gone)] }]),
      ...(later === 0 ? [] : [{ kind: "lines" as const, lines: [laterLine(later)] }]),
      {
        kind: "rows",
        title: say("What changed", "变化"),
        rows: changes.map(changeRow),
        total: changed,
        empty: say("Every run is explained as before.", "所有运行的结果与之前一致。"),
      },
    ],
    data: {
      begin: toIso(window.begin, zone),
      end: toIso(window.end, zone),
      read,
      gone,
      later,
      changes: changes.map(({ before, after }) => ({
        job: after.job,
        id: after.id,
        before: before.failures.map(short),
        after: after.failures.map(short),
      })),
    },
  };
}

function goneLine(gone: number): Line {
  return [
    say(
      `${plural(gone, "log")} could not be read again; what was found in them before is kept.`,
      `有 ${count(gone)} 份日志已无法再次读取，保留之前的结果。`,
    ),
  ];
}

function laterLine(later: number): Line {
  return [
    say(
      `${plural(later, "log")} cannot be had at the moment; ci-stat status says what is wrong.`,
      `有 ${count(later)} 份日志暂时无法获取，原因请看 ci-stat status。`,
    ),
  ];
}

function changeRow({ before, after }: RescannedWindow["changes"][number]): Row {
  const had = new Set(before.failures.map(nameOf));
  const has = new Set(after.failures.map(nameOf));
  return {
    title: [`${after.job} #${after.id}`],
    lines: [
      ...[...had].filter((name) => !has.has(name)).map((name): Line => [{ text: `− ${name}`, tone: "bad" }]),
      ...[...has].filter((name) => !had.has(name)).map((name): Line => [{ text: `+ ${name}`, tone: "good" }]),
    ],
    command: commandLine(["run", after.job, String(after.id)]),
  };
}

function nameOf({ cause, name }: Failure): string {
  return `${cause}: ${name}`;
}

function short({ cause, name, file, line }: Failure): object {
  return { cause, name, file, line };
}
