import { type Day, momentOfWork } from "./calendar.ts";
import type { CompanyRepository } from "./company.ts";
import { type DemoPerson, people } from "./people.ts";
import { type Random, randomOf } from "./random.ts";
import { EMOJI_TITLE, HOSTILE_TITLE, titleOf } from "./titles.ts";

export interface DemoPull {
  readonly repository: CompanyRepository;
  readonly number: number;
  readonly title: string;
  readonly author: DemoPerson;
  /** Target branch. */
  readonly branch: string;
  readonly sourceBranch: string;
  readonly openedAt: number;
  /** The day it was opened. */
  readonly day: Day;
}

/** The pull requests opened in a repository on a day, by number. */
export function pullsOpened(repository: CompanyRepository, day: Day, seed: number): DemoPull[] {
  const random = randomOf(seed, repository.repo, "pulls", day.index);
  const opened: { readonly at: number; readonly author: DemoPerson }[] = [];
  for (let asked = 0; asked < repository.pullsPerWeekday * 1.15; asked++) {
    const author = random.pick(people);
    const at = momentOfWork(random, day, author.hoursBehind);
    if (at !== undefined) opened.push({ at, author });
  }
  opened.sort((a, b) => a.at - b.at);
  return opened
    .slice(0, repository.numbersPerDay)
    .map(({ at, author }, rank) => pullOf(random, { repository, day, rank }, at, author));
}

interface Place {
  readonly repository: CompanyRepository;
  readonly day: Day;
  readonly rank: number;
}

function pullOf(random: Random, place: Place, openedAt: number, author: DemoPerson): DemoPull {
  const { repository, day, rank } = place;
  const [trunk, ...releases] = repository.branches;
  const [first = trunk, ...rest] = releases;
  const branch = random.chance(0.22) ? random.pick([first, ...rest]) : trunk;
  const title = oddTitle(place) ?? titleOf(random, repository.repo, branch);
  return {
    repository,
    number: repository.firstNumber + day.index * repository.numbersPerDay + rank,
    title,
    author,
    branch,
    sourceBranch:
      branch === trunk ? sourceBranchOf(title) : `cherry-pick-${random.integer(20_000, 60_000)}-to-${branch}`,
    openedAt,
    day,
  };
}

/** Some titles are hostile, to test how they are displayed. */
function oddTitle({ repository, day, rank }: Place): string | undefined {
  if (repository.repo === "tikv/pd" && rank === 1 && day.index % 3 === 0) return HOSTILE_TITLE;
  if (repository.repo === "pingcap/tidb" && rank === 2 && day.index % 2 === 0) return EMOJI_TITLE;
  return undefined;
}

function sourceBranchOf(title: string): string {
  const words = title.toLowerCase().match(/[a-z0-9]+/g) ?? ["patch"];
  return words.slice(1, 5).join("-");
}
