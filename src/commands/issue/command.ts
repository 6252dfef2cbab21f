import { DistrustedError } from "../../issues/desk.ts";
import { issueAlarmView } from "../../issues/views/alarm.ts";
import { issuePreviewView } from "../../issues/views/preview.ts";
import { say } from "../../model/text.ts";
import { DAY } from "../../model/window.ts";
import { RefusedError } from "../../ports/errors.ts";
import { commandLine } from "../../view/command-line.ts";
import { mistakeView } from "../../view/mistake.ts";
import type { View } from "../../view/view.ts";
import { closestNames } from "../kit/closest.ts";
import { defineCommand, type Question, type Sources } from "../kit/command.ts";
import { noIssuesView } from "../kit/issues.ts";

const NAMES_KNOWN = 200;

export const issue = defineCommand({
  name: "issue",
  aliases: [],
  summary: say("Preview an issue for a case, and file it", "预览某个用例的 issue，并可提交"),
  parameters: [{ name: "case", required: true }],
  ranged: false,
  examples: ["issue testSuite.TestPlanStats"],
  async run(sources, args, question) {
    const { issues: desk } = sources;
    if (!desk) return noIssuesView();
    return orWhyNot(desk.repo, async () => {
      const preview = await desk.preview(args.case);
      return preview
        ? issuePreviewView(preview, { links: sources.links, zone: question.zone })
        : unknownCase(args.case, sources, question);
    });
  },
});

/** Shows a GitHub refusal or an implausible issue list as a view, since people can fix these. */
export async function orWhyNot(repo: string, work: () => Promise<View>): Promise<View> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RefusedError) return issueAlarmView(repo, { kind: "refused", message: error.message });
    if (!(error instanceof DistrustedError)) throw error;
    const { fault, openNow, openBefore = null } = error.listing;
    return issueAlarmView(repo, { kind: "distrusted", fault, openNow, openBefore, mayTrust: true });
  }
}

async function unknownCase(name: string, { failures, site }: Sources, { now }: Question): Promise<View> {
  const scope = { window: { begin: now - 30 * DAY, end: now }, jobs: site.nightlyJobs };
  const known = await failures.top(scope, ["case"], { limit: NAMES_KNOWN, offset: 0 });
  const close = closestNames(
    name,
    known.items.map((each) => each.name),
  );
  return mistakeView({
    message: say(`No case named ${name} has failed recently.`, `最近没有名为 ${name} 的用例失败。`),
    tries: close.map((each) => commandLine(["issue", each])),
  });
}
