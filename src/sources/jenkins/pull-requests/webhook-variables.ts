import { readRemote } from "../../../model/code-host.ts";
import { readCauseText } from "./cause-text.ts";
import { type BuildSigns, readNumber, readText, type ToldPullRequest } from "./signs.ts";

/** How a plugin of this family names things. Gitee's began as a copy of GitLab's. */
interface Family {
  /** Begins the names of its variables. */
  readonly prefix: "gitlab" | "gitee";
  /** Its variables' word for a pull request. */
  readonly request: "MergeRequest" | "PullRequest";
  /** What its causes say before the number. */
  readonly called: string;
}

/** Reads variables from a cause's data or from parameters that hand them on, and the cause's text where there are none. */
export function readWebhookVariables(
  signs: BuildSigns,
  { prefix, request, called }: Family,
): ToldPullRequest | undefined {
  const places = [...signs.causes.map(({ variables }) => variables), signs.parameters];
  const variable = (name: string) =>
    places.map((place) => readText(place.get(prefix + name))).find((value) => value !== null) ?? null;
  const said = readCauseText(signs, called);
  const number = readNumber(variable(`${request}Iid`)) ?? said?.number;
  if (number === undefined) return undefined;
  const remote = variable("TargetRepoHttpUrl") ?? variable("TargetRepoSshUrl");
  // The user of a note is whoever commented.
  const isNote = variable("ActionType") === "NOTE";
  return {
    number,
    repository: (remote === null ? undefined : readRemote(remote)) ?? said?.repository,
    title: variable(`${request}Title`),
    author: isNote ? null : (variable("UserUsername") ?? variable("UserName")),
    targetBranch: variable("TargetBranch") ?? said?.targetBranch ?? null,
    head: variable(`${request}LastCommit`),
    sourceBranch: variable("SourceBranch") ?? said?.sourceBranch ?? null,
    comment: variable("TriggerPhrase"),
  };
}
