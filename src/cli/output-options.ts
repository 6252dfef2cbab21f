import { type Command as Commander, Option } from "commander";
import type { CommandDocument } from "../commands/kit/command.ts";

/** The options of everything that prints an answer. */
export function addPrinting(command: Commander): Commander {
  return command
    .option("--json", "one JSON document on stdout")
    .option("--color", "colours even where there is no terminal")
    .option("--no-color", "no colours, not even in a terminal");
}

/** What a command's answer may be printed as. */
export function addListing(command: Commander, document?: CommandDocument): Commander {
  addPrinting(command.helpOption("-h, --help"));
  if (document?.list)
    command
      .addOption(new Option("--ndjson", "one JSON line per item").conflicts(["json", "csv"]))
      .addOption(new Option("--csv", "for a spreadsheet").conflicts("json"));
  if (document?.details) command.option("--details", "with every run and its failures");
  return command;
}
