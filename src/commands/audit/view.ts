import { type AuditEntry, type AuditResult, TERMINAL } from "../../model/audit.ts";
import type { Page } from "../../model/scope.ts";
import { say, type Text } from "../../model/text.ts";
import { toIso } from "../../time/zone.ts";
import { type Asked, pageBlocks } from "../../view/framing.ts";
import type { Line, Row, Tone, View } from "../../view/view.ts";
import { moment, windowText } from "../../view/wording.ts";

interface AuditRow extends AuditEntry {
  /** The chat's name; undefined if it is not known. */
  readonly chatName: string | undefined;
}

export function auditView(asked: Asked, page: Page<AuditRow>): View {
  const { zone, scope } = asked;
  return {
    title: say("Who changed what", "操作记录"),
    subtitle: windowText(scope.window, zone),
    tone: "info",
    trail: [],
    blocks: pageBlocks(["audit"], asked, {
      page,
      rows: page.items.map((entry) => auditRow(entry, zone)),
      empty: say("Nobody changed anything.", "没有任何操作。"),
    }),
    data: {
      total: page.total,
      items: page.items.map(({ at, who, chatId, action, result }) => ({
        at: toIso(at, zone),
        who,
        chatId,
        action,
        result,
      })),
    },
  };
}

const results: { readonly [R in AuditResult]: { readonly text: Text; readonly tone: Tone } } = {
  done: { text: say("done", "已执行"), tone: "good" },
  refused: { text: say("refused", "已拒绝"), tone: "warn" },
  failed: { text: say("failed", "失败"), tone: "bad" },
};

function auditRow({ at, who, chatId, chatName, action, result }: AuditRow, zone: string): Row {
  const { text, tone } = results[result];
  const person: Line =
    who === TERMINAL
      ? [say("in a terminal", "通过终端")]
      : [{ text: who, person: true }, say(" in ", "，"), chatName ?? chatId ?? ""];
  return { title: [{ text: action, code: true }], lines: [[moment(at, zone), " · ", text], person], tone };
}
