import type { IssueDesk } from "../../issues/desk.ts";
import type { Scanner } from "../../logs/scanning/scanner.ts";
import type { Scope, Slice, Sort } from "../../model/scope.ts";
import type { Text } from "../../model/text.ts";
import type { ConfiguredChats } from "../../outbox/targets.ts";
import type { Deliveries } from "../../ports/deliveries.ts";
import type { FailureStore } from "../../ports/failure-store.ts";
import type { Health } from "../../ports/health.ts";
import type { Links } from "../../ports/links.ts";
import type { PendingBuilds } from "../../ports/pending-builds.ts";
import type { RunStore } from "../../ports/run-store.ts";
import type { Subscriptions } from "../../ports/subscriptions.ts";
import type { SilenceLimit } from "../../stats/alerts.ts";
import type { Range } from "../../time/range.ts";
import type { View } from "../../view/view.ts";

/** What commands ask. */
export interface Sources {
  readonly runs: RunStore;
  readonly failures: FailureStore;
  readonly scanner: Scanner;
  readonly links: Links;
  readonly site: Site;
  readonly health: Health;
  readonly reports: ReportDesk;
  /** Builds that are waited for. */
  readonly pendingBuilds: Pick<PendingBuilds, "waiting" | "troubled">;
  /** Null where no GitHub is configured. */
  readonly issues: IssueDesk | null;
}

/** Who gets which reports, and what became of them. */
export interface ReportDesk {
  readonly subscriptions: Subscriptions;
  readonly deliveries: Deliveries;
  readonly configured: ConfiguredChats;
}

/** What commands need to know of the configuration. */
export interface Site {
  /** IANA zone of `ci_data`. */
  readonly zone: string;
  /** Feishu open_ids; empty where everybody may do everything. */
  readonly admins: readonly string[];
  /** Whether people of another organisation may use the commands that change something. */
  readonly allowOtherTenants: boolean;
  readonly nightlyJobs: readonly string[];
  readonly hourlyCron: string;
  readonly dailyCron: string;
  readonly silence: SilenceLimit;
}

/** Who asks, and where. */
export interface Asker {
  readonly chatId: string;
  /** The person's open_id. */
  readonly userId: string;
  /** The person belongs to another organisation, as people in external groups may. */
  readonly fromOtherTenant: boolean;
}

/** What was asked, whichever way: typed in a chat, clicked, from a schedule, in a terminal. */
export interface Question {
  readonly scope: Scope;
  /** The window to hold the scope's against. */
  readonly before: Range["before"];
  readonly slice: Slice;
  /** IANA zone that windows are shown in. */
  readonly zone: string;
  readonly now: number;
  /** Until when logs that were not read yet may be read first, epoch milliseconds. */
  readonly patience: number;
  /** Null in a terminal, whose user has the machine itself. */
  readonly asker: Asker | null;
}

/** A command as data: its arguments, its help and its usage come from here. */
export interface Command<Name extends string = string> {
  readonly name: string;
  /** Other words for it, Chinese ones among them. */
  readonly aliases: readonly string[];
  readonly summary: Text;
  /** Words it takes before the range; in angle brackets those that it cannot do without. */
  readonly parameters: readonly Parameter<Name>[];
  /** Whether it is about a window: takes a range and filters. */
  readonly ranged: boolean;
  /** The range that is meant where none is typed; `yesterday` without it. */
  readonly defaultRange?: string;
  /** Takes two ranges: the first is the scope's window, the second is `before`. */
  readonly twoRanges?: boolean;
  /** Shows a list in parts, though it is not about a window. */
  readonly paged?: boolean;
  /** What its list may be ordered by. */
  readonly sorts?: readonly Sort[];
  /** Whether it takes the filters without a range. */
  readonly filtered?: boolean;
  /** Options of its own; their values are among the arguments, empty where they are not given. */
  readonly options?: readonly CommandOption<Name>[];
  /** Whether it makes sense in a chat only; terminals do not have it. */
  readonly chatOnly?: boolean;
  readonly examples: readonly string[];
  run(sources: Sources, args: Readonly<Record<Name, string>>, question: Question): Promise<View>;
}

export interface CommandOption<Name extends string = string> extends Omit<Parameter<Name>, "required"> {
  /** What its value stands for, `HH:MM`; without it the option is a mere switch, `yes` where it is given. */
  readonly value?: string;
  readonly summary: Text;
}

export interface Parameter<Name extends string = string> {
  readonly name: Name;
  readonly required: boolean;
  readonly pattern?: RegExp;
  /** What the pattern wants, said when it was not given. */
  readonly expected?: Text;
}

/** Gives the run function the types of its parameters' names. */
export function defineCommand<const Name extends string = never>(command: Command<Name>): Command {
  return command as unknown as Command;
}
