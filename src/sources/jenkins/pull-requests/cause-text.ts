import { type Repository, readPullLink } from "../../../model/code-host.ts";
import { type BuildSigns, readNumber } from "./signs.ts";

interface CauseTold {
  readonly number: number;
  /** Known only where Jenkins shows causes as HTML. */
  readonly repository: Repository | undefined;
  readonly sourceBranch: string | null;
  readonly targetBranch: string | null;
}

/** Reads causes such as `Triggered by Gitee Pull Request #15: somebody/fix => master`. `called` is the text before `#`. */
export function readCauseText({ causes }: BuildSigns, called: string): CauseTold | undefined {
  const pattern = new RegExp(`${called} [#!](\\d+)(?:</a>)?: (.+?) (?:=>|=&gt;) (\\S+)`);
  for (const { text } of causes) {
    const [, digits, sourceBranch = null, targetBranch = null] = pattern.exec(text) ?? [];
    const number = readNumber(digits);
    if (number === undefined) continue;
    const [, link = null] = /<a href=["']([^"']+)["']/.exec(text) ?? [];
    return { number, repository: readPullLink(link)?.repository, sourceBranch, targetBranch };
  }
  return undefined;
}
