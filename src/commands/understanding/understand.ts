import { commandLine } from "../../view/command-line.ts";
import { errorLineIn } from "./error-line.ts";
import { plainText } from "./plain-text.ts";
import { rangeIn } from "./range-in.ts";
import { addressIn, type Reference, readReference } from "./references.ts";
import { topicOf } from "./topics.ts";

/** Names in the data, of the last weeks. */
export interface KnownNames {
  jobs(): Promise<readonly string[]>;
  repos(): Promise<readonly string[]>;
  /** Whether a job has a run of this number, however old. */
  hasRun(job: string, id: number): Promise<boolean>;
  /** Failures of this name, or whose name ends in it; most runs first. */
  cases(name: string): Promise<readonly string[]>;
  /** Failures of the last days whose excerpt holds this line; most runs first. */
  saying(line: string): Promise<readonly string[]>;
}

interface Now {
  readonly now: number;
  readonly zone: string;
}

/** Longer texts are no questions. */
const MOST_CHARACTERS = 600;
const MOST_CHOICES = 5;
/** Words of an error line that are looked up. */
const MOST_WORDS = 3;

/**
 * Command lines that a pasted or spoken text may mean: one if it is clear, several if a person has to choose, none if
 * it is not understood.
 */
export async function understand(typed: string, names: KnownNames, time: Now): Promise<readonly string[]> {
  const text = plainText(typed);
  if (text === "" || text.length > MOST_CHARACTERS) return [];
  const range = rangeIn(text, time.now, time.zone);
  const reference = readReference(text);
  if (isYear(text)) return [pullLine(Number(text), undefined), `summary ${text}`];
  if (reference) return linesFor(reference, names);
  // What an address of something else says about itself is no question.
  if (addressIn(text) !== undefined) return [];
  const job = await jobIn(text, names);
  if (job !== undefined) {
    const line = withRange(commandLine(["job", job]), range);
    return isSame(text, job) ? [line, ...(await casesCalled(job, names))] : [line];
  }
  const topic = topicOf(text);
  if (topic !== undefined) return [withRange(topic, range)];
  if (isName(text)) return namedLines(text, names);
  const error = errorLineIn(typed);
  return error === undefined ? [] : saidLines(error, names);
}

/** An error line is found by what it says, or else by the case that it names. */
async function saidLines(line: string, names: KnownNames): Promise<readonly string[]> {
  const said = await names.saying(line);
  if (said.length > 0) return said.slice(0, MOST_CHOICES).map((name) => commandLine(["case", name]));
  for (const word of line
    .split(/[\s():,]+/)
    .filter(isName)
    .slice(0, MOST_WORDS)) {
    const lines = await namedLines(word, names);
    if (lines.length > 0) return lines;
  }
  return [];
}

async function linesFor(reference: Reference, names: KnownNames): Promise<readonly string[]> {
  if (reference.kind === "pull") return [pullLine(reference.number, reference.repo)];
  if (reference.kind === "run") return [runLine(reference.job, reference.id)];
  if (reference.kind === "job") return [commandLine(["job", reference.job])];
  const { name, number } = reference;
  const [jobs, repos, hasRun] = await Promise.all([names.jobs(), names.repos(), names.hasRun(name, number)]);
  const job = hasRun ? name : jobs.find((each) => isSame(each, name));
  const isRepo = repos.some((each) => isSame(each, name) || each.toLowerCase().endsWith(`/${name.toLowerCase()}`));
  if (job !== undefined && isRepo) return [runLine(job, number), pullLine(number, name)];
  return [job === undefined ? pullLine(number, isRepo ? name : repoOf(name)) : runLine(job, number)];
}

/** A word before a number that is no repository, as in `see #12`, names none. */
function repoOf(name: string): string | undefined {
  return name.includes("/") ? name : undefined;
}

async function jobIn(text: string, names: KnownNames): Promise<string | undefined> {
  const words = text.split(/[\s,，、]+/u);
  // Words of a sentence are no jobs, though one may be called `build`.
  const wanted = words.length === 1 ? words : words.filter((word) => /[_/-]/.test(word));
  if (wanted.length === 0) return undefined;
  const jobs = await names.jobs();
  return jobs.find((job) => wanted.some((word) => isSame(word, job)));
}

async function namedLines(text: string, names: KnownNames): Promise<readonly string[]> {
  const cases = await names.cases(text);
  return cases.slice(0, MOST_CHOICES).map((name) => commandLine(["case", name]));
}

/** Cases that have the name of a job. */
async function casesCalled(job: string, names: KnownNames): Promise<readonly string[]> {
  const cases = await names.cases(job);
  return cases.filter((name) => isSame(name, job)).map((name) => commandLine(["case", name]));
}

/** Whether a text may be the name of a test case: one word with more than letters, or with a capital inside. */
function isName(text: string): boolean {
  return !/\s/.test(text) && text.length >= 4 && (/[_.:/[\]\d]/.test(text) || /[a-z][A-Z]/.test(text));
}

function isYear(text: string): boolean {
  return /^20\d\d$/.test(text);
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function pullLine(number: number, repo: string | undefined): string {
  return commandLine(["pr", String(number), ...(repo === undefined ? [] : [{ option: "repo", value: repo }])]);
}

function runLine(job: string, id: number): string {
  return commandLine(["run", job, String(id)]);
}

function withRange(line: string, range: string | undefined): string {
  return range === undefined ? line : `${line} ${range}`;
}
