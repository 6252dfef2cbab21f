import { say } from "../../model/text.ts";
import { isRemoteFault } from "../../ports/errors.ts";
import type { Mistake } from "../../view/mistake.ts";
import type { Command, Sources } from "../kit/command.ts";
import { type Reading, readLine, type Setting } from "../kit/read-line.ts";
import { knownNames, realQuestions } from "./known-names.ts";
import { understand } from "./understand.ts";

const MOST_TRIES = 4;
const notUnderstood = say(
  "I don't know what that asks for. Here is what can be asked.",
  "没看懂你想问什么。可以试试下面的问法。",
);

/**
 * Reads what a person wrote: a command line, or else something pasted or a question in words. Only a text that names no
 * command is looked up in the data.
 */
export async function readText(
  text: string,
  commands: readonly Command[],
  setting: Setting,
  sources: () => Promise<Sources>,
): Promise<Reading> {
  const reading = readLine(text, commands, setting);
  if (reading.kind === "question" || !reading.isUnknown) return reading;
  try {
    return await lookUp(text, reading.mistake, commands, setting, await sources());
  } catch (fault) {
    // A mistake is told also while the database is away.
    if (isRemoteFault(fault)) return reading;
    throw fault;
  }
}

async function lookUp(
  text: string,
  mistake: Mistake,
  commands: readonly Command[],
  setting: Setting,
  data: Sources,
): Promise<Reading> {
  const lines = await understand(text, knownNames(data, setting.now), setting);
  const [line, another] = lines;
  if (line !== undefined && another === undefined) return readLine(line, commands, setting);
  if (line !== undefined) {
    const message = say("That can mean several things.", "这可以有几种理解。");
    return { kind: "mistake", mistake: { message, tries: lines } };
  }
  const message = mistake.tries.length > 0 ? mistake.message : notUnderstood;
  const tries = [...new Set([...mistake.tries, ...(await realQuestions(data, setting.now))])].slice(0, MOST_TRIES);
  return { kind: "mistake", mistake: { message, tries } };
}
