import { maskSecrets } from "../../logs/mask-secrets.ts";
import { type AuditResult, TERMINAL } from "../../model/audit.ts";
import { anyTimeLine, type CommandWord } from "../../view/command-line.ts";
import type { View } from "../../view/view.ts";
import { refusalFor } from "./admins.ts";
import type { Command, Question, Sources } from "./command.ts";

type Args = Readonly<Record<string, string>>;

/**
 * Runs a command for whoever asked. A command that changes something, or shows what only admins may see, is refused to
 * others. Changes and refusals are written to the audit trail.
 */
export async function runCommand(command: Command, sources: Sources, args: Args, question: Question): Promise<View> {
  const changes = changesSomething(command, args, question);
  if (!changes && !command.adminsOnly) return command.run(sources, args, question);
  const note = (result: AuditResult) => audit(command, sources.audit, args, question, result);
  const refused = await refusalFor(sources, question.asker);
  if (refused) {
    await note("refused");
    return refused;
  }
  if (!changes) return command.run(sources, args, question);
  try {
    const view = await command.run(sources, args, question);
    if (!("error" in view.data)) await note("done");
    return view;
  } catch (fault) {
    await note("failed");
    throw fault;
  }
}

function changesSomething({ changes = false }: Command, args: Args, question: Question): boolean {
  return typeof changes === "boolean" ? changes : changes(args, question);
}

async function audit(
  { name, parameters, options = [] }: Command,
  trail: Sources["audit"],
  args: Args,
  { asker, now, scope }: Question,
  result: AuditResult,
): Promise<void> {
  const words: CommandWord[] = [
    name,
    ...parameters.map((each) => args[each.name] ?? "").filter((value) => value !== ""),
    ...options.flatMap((each) => (args[each.name] ? [{ option: each.name, value: args[each.name] ?? "" }] : [])),
  ];
  const action = maskSecrets(anyTimeLine(words, scope));
  await trail.append({ at: now, who: asker?.userId ?? TERMINAL, chatId: asker?.chatId ?? null, action, result });
}
