import type { Cursor, LogLine } from "../cursor.ts";
import { trimBlank } from "../excerpt.ts";
import { finding } from "../finding.ts";
import type { Format } from "../format.ts";
import { atLineStart } from "../gate.ts";
import { withoutPassing } from "../passing-lines.ts";
import { isEcho } from "./run-end.ts";

const FINISHED = /^Finished: ([A-Z_]+)$/;
const STEP_FAILED =
  /^(?:ERROR: )?script returned exit code (?!0$)-?\d+$|^Build step '.*' marked build as failure$|^##\[error\]Process completed with exit code/;
const SAID = /^(?:ERROR|FATAL|Error): (\S.*)$/;
const OTHER_BUILD =
  /^\S.*? (?:completed(?: with (?:result|status))?:? |completed, result is )(?:FAILURE|UNSTABLE|ABORTED)\b/;
const EXCEPTION = /^(?:Caused by: |Caused: )?((?:[a-z]\w*\.)+[A-Z]\w*Exception(?:: .*)?)$/;
const NO_REASON_EXCEPTION = /FlowInterruptedException|ErrorAction|InterruptedException/;
/** Jenkins runs a block again: what was said until now is over. */
const RETRYING = /^Retrying$/;
const ABORTED = /^Aborted by \S/;
/** What Jenkins says of a step that found nothing to collect: most often because an earlier step failed. */
const CONSEQUENCE = /No test report files were found|No artifacts found|No such saved stash|Nothing to archive/;
/** Telling people that the build failed may fail too. */
const NOTIFYING = /SMTP|e-?mail|Slack|DingTalk|Feishu|Lark|[Ww]ebhook|notif(?:y|ication)/;
const SAYS_WHY =
  /\b(?:error|fatal|fail(?:ed|ure|ing)?|exception|cannot|can't|could not|couldn't|unable|not found|no such|denied|refused|invalid|missing|mismatch|unexpected|aborted|panic|timed? ?out|must|expired|conflicts?|rejected|frozen|forbidden|unauthorized|not allowed|exceed(?:s|ed)?|does not|did not|not (?:permitted|ready|supported|set|available))\b|失败|错误|异常|超时/i;
const NO_REASON =
  /^(?:\s|$|\[(?:Pipeline|INFO)\])|\b(?:0|no) (?:errors?|fail(?:ed|ures?))\b|^exit status \d|(?:\bError|错误) \d+(?: \(ignored\))?$|^(?:g?make|ninja)(?:\[\d+\])?: |exit(?:ed)? (?:with )?(?:code|status)|^npm (?:ERR!|error) |^=+|^-+$/i;
/** What a program logged in passing, and what a test says that passed. */
const IN_PASSING =
  /\[(?:INFO|DEBUG|TRACE|WARN(?:ING)?)\]|\blevel=(?:info|debug|trace|warn(?:ing)?)\b|"level": ?"(?:info|debug|trace|warn(?:ing)?)"|^(?:PASS|ok|SUCCESS|✓)\b/i;
const NAMED_MESSAGE = /^[\w./-]{2,40}: \S/;
const STEP_LINES = 30;
const EXCERPT_LINES = 20;
const NAME_CHARACTERS = 200;
const LINES_TO_END = 60;

interface Words {
  readonly name: string;
  readonly at: Cursor;
  readonly excerpt: readonly LogLine[];
}

/**
 * What a run said last. It names a run that nothing else explains: Jenkins' own `ERROR: …`, the reason that the failed
 * step printed, a build it waited for, the exception it ended on. The log's outcome is noted as well.
 */
export const lastWords: Format = {
  name: "last words",
  prints: "all",
  marks: [
    "Finished: ",
    "returned exit code ",
    "marked build as failure",
    "##[error]Process",
    ...atLineStart("ERROR: "),
    ...atLineStart("FATAL: "),
    ...atLineStart("Error: "),
    ...atLineStart("Retrying"),
    " completed",
    "Exception",
    "Aborted by ",
  ],
  open(notes) {
    let last: Words | null = null;
    let consequence: Words | null = null;
    return {
      read(at) {
        const outcome = FINISHED.exec(at.text)?.[1];
        if (outcome !== undefined) return notes.finished(outcome);
        if (RETRYING.test(at.text)) last = consequence = null;
        const words = wordsAt(at);
        if (words === null) return;
        if (CONSEQUENCE.test(words.name)) consequence = words;
        else last = words;
      },
      end() {
        const words = last ?? consequence;
        if (words === null) return;
        const name = words.name.slice(0, NAME_CHARACTERS);
        notes.add(
          finding(words.at, words.excerpt, { rule: "last words", cause: "unknown", name, weight: "last words" }),
        );
      },
    };
  },
};

function wordsAt(at: Cursor): Words | null {
  if (STEP_FAILED.test(at.text)) return reasonOfStep(at);
  const said = SAID.exec(at.text)?.[1];
  if (said !== undefined) return NOTIFYING.test(said) ? null : { name: said, at, excerpt: around(at) };
  if (OTHER_BUILD.test(at.text)) return { name: at.text.trim(), at, excerpt: [at] };
  if (ABORTED.test(at.text)) return { name: "aborted by a user", at, excerpt: [at] };
  return exceptionAt(at);
}

/** An exception in the middle of a run is mostly the tested program's. */
function exceptionAt(at: Cursor): Words | null {
  const name = EXCEPTION.exec(at.text)?.[1];
  if (name === undefined || NO_REASON_EXCEPTION.test(name)) return null;
  const following = at.afterAnywhere(LINES_TO_END);
  const isNearEnd = following.length < LINES_TO_END || following.some(({ text }) => FINISHED.test(text));
  return isNearEnd ? { name, at, excerpt: [at, ...at.after(8)] } : null;
}

function around(at: Cursor): LogLine[] {
  return trimBlank([...stepBefore(at).slice(-8), at, ...at.after(6).filter(({ text }) => /^\s|^Caused/.test(text))]);
}

/** What the step printed that failed, from its last command on. */
function stepBefore(at: Cursor): readonly LogLine[] {
  const before = at.before(STEP_LINES).filter(({ text }) => !/^\[Pipeline\]/.test(text));
  const exit = before.findLastIndex(({ text }) => !/^\++ exit \d+$/.test(text) && text.trim() !== "");
  const printed = withoutPassing(before.slice(0, exit + 1));
  return printed.slice(printed.findLastIndex(({ text }) => isEcho(text)) + 1);
}

/** The last line of the step that reads like a reason. `script returned exit code 1` itself is none. */
function reasonOfStep(at: Cursor): Words | null {
  const printed = stepBefore(at);
  const isReason = ({ text }: LogLine): boolean => SAYS_WHY.test(text) && !isNoReason(text);
  const reason = printed.findLast(isReason) ?? printed.slice(-1).find(({ text }) => NAMED_MESSAGE.test(text));
  if (reason === undefined || isNoReason(reason.text)) return null;
  const name = SAID.exec(reason.text)?.[1] ?? reason.text.trim();
  return { name, at, excerpt: trimBlank(printed.slice(-EXCERPT_LINES)) };
}

function isNoReason(text: string): boolean {
  return NO_REASON.test(text) || IN_PASSING.test(text);
}
