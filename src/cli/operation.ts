import type { Command as Commander } from "commander";
import type { View } from "../view/view.ts";
import type { OutputOptions, Terminal } from "./surface.ts";

/** What was typed after an operation's name. */
interface OperationCall<Options extends object = object> {
  readonly terminal: Terminal;
  readonly args: readonly string[];
  readonly options: Options & OutputOptions;
}

/** A command of whoever runs the service; chats do not have it. Its file says what it parses and what it does. */
export interface Operation<Options extends object = object> {
  /** Whether it prints an answer, and so takes `--json` and the options of colour. */
  readonly prints: boolean;
  /** Adds its arguments and options. */
  shape?(command: Commander): void;
  /** Resolves to a View that is printed, or to the exit code. */
  run(call: OperationCall<Options>): Promise<View | number>;
}

/** An operation as help lists it; its file is loaded when it is wanted, since the libraries of some take long to load. */
export interface ListedOperation {
  readonly name: string;
  readonly description: string;
  load(): Promise<Operation>;
}

/** Gives the run function the types of its options. */
export function defineOperation<Options extends object>(operation: Operation<Options>): Operation {
  return operation as unknown as Operation;
}
