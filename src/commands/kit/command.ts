import type { z } from "zod";
import type { Details } from "../../details/details.ts";
import type { IssueDesk } from "../../issues/desk.ts";
import type { Scanner } from "../../logs/scanning/scanner.ts";
import type { Scope, Slice, Sort } from "../../model/scope.ts";
import type { Text } from "../../model/text.ts";
import type { ConfiguredChats } from "../../outbox/configured-chats.ts";
import type { Admins } from "../../ports/admins.ts";
import type { AuditTrail } from "../../ports/audit-trail.ts";
import type { Deliveries } from "../../ports/deliveries.ts";
import type { FailureStore } from "../../ports/failure-store.ts";
import type { Health } from "../../ports/health.ts";
import type { Links } from "../../ports/links.ts";
import type { PendingBuilds } from "../../ports/pending-builds.ts";
import type { Polls } from "../../ports/polls.ts";
import type { RunStore } from "../../ports/run-store.ts";
import type { Subscriptions } from "../../ports/subscriptions.ts";
import type { SilenceLimit } from "../../stats/alerts.ts";
import type { Range } from "../../time/range.ts";
import type { View } from "../../view/view.ts";

/** What commands read from. */
export interface Sources {
  readonly runs: RunStore;
  readonly failures: FailureStore;
  readonly scanner: Scanner;
  readonly links: Links;
  readonly site: SiteSettings;
  readonly health: Health;
  readonly reports: ReportDesk;
  readonly admins: Admins;
  /** Appending never fails. */
  readonly audit: Pick<AuditTrail, "append" | "list">;
  /** Builds that were requested or found running, and are not recorded yet. */
  readonly pendingBuilds: Pick<PendingBuilds, "waiting" | "troubled">;
  /** How far Jenkins was read; null if it is not asked for new builds. */
  readonly polls: Pick<Polls, "last"> | null;
  /** Null if GitHub is not configured. */
  readonly issues: IssueDesk | null;
}

/** Subscriptions, and the deliveries of their reports. */
export interface ReportDesk {
  readonly subscriptions: Subscriptions;
  readonly deliveries: Deliveries;
  readonly configured: ConfiguredChats;
}

/** The part of the configuration that commands read. */
export interface SiteSettings {
  /** IANA zone of `ci_data`. */
  readonly zone: string;
  /** Whether people of another organisation may use the commands that change something. */
  readonly allowOtherTenants: boolean;
  readonly nightlyJobs: readonly string[];
  readonly hourlyCron: string;
  readonly dailyCron: string;
  readonly silence: SilenceLimit;
}

/** The person who asks, and the chat they ask in. */
export interface Asker {
  readonly chatId: string;
  /** The person's open_id. */
  readonly userId: string;
  /** The person belongs to another organisation, as people in external groups may. */
  readonly fromOtherTenant: boolean;
}

/** What was asked: typed in a chat, clicked, scheduled, or typed in a terminal. */
export interface Question {
  readonly scope: Scope;
  /** The window to compare the scope's window with. */
  readonly before: Range["before"];
  readonly slice: Slice;
  /** Whether the length of the list was asked for. */
  readonly limitGiven: boolean;
  /** IANA zone that windows are shown in. */
  readonly zone: string;
  readonly now: number;
  /** Until when unread logs may be read before answering, epoch milliseconds. */
  readonly readLogsUntilMs: number;
  /** Null in a terminal, whose user controls the machine. */
  readonly asker: Asker | null;
}

/** A command as data. Parsing, help, completion and usage derive from it. */
export interface Command<Name extends string = string> {
  readonly name: string;
  /** Other names, Chinese ones included. */
  readonly aliases: readonly string[];
  readonly summary: Text;
  /** Arguments before the range. */
  readonly parameters: readonly Parameter<Name>[];
  /** Whether it takes a range. */
  readonly ranged: boolean;
  /** The range when none is typed; `yesterday` by default. */
  readonly defaultRange?: string;
  /** Takes two ranges: the later is the scope's window, the earlier is `before`. */
  readonly twoRanges?: boolean;
  /** Takes pages without a range. */
  readonly paged?: boolean;
  /** The orders of its list. */
  readonly sorts?: readonly Sort[];
  /** Whether it takes filters; by default where it takes a range. */
  readonly filtered?: boolean;
  /** The filters are its own matter: those of the chat are not added. */
  readonly ownFilters?: boolean;
  /** Its own options. Their values are among the arguments, empty when not given. */
  readonly options?: readonly CommandOption<Name>[];
  /** Changes something: only admins may, and it is written to the audit trail. */
  readonly changes?: boolean | ((args: Readonly<Record<Name, string>>, question: Question) => boolean);
  /** Shows what only admins may see. */
  readonly adminsOnly?: boolean;
  /** Only works in a chat; terminals do not offer it. */
  readonly chatOnly?: boolean;
  readonly document?: CommandDocument;
  readonly examples: readonly string[];
  /** Lines that help offers as buttons. */
  readonly buttons?: readonly { readonly label: Text; readonly line: string }[];
  run(sources: Sources, args: Readonly<Record<Name, string>>, question: Question): Promise<View>;
}

/** What a command prints for programs. */
export interface CommandDocument {
  /** The schema of the `--json` document by the options that select it, `""` for none. */
  readonly byOptions: Readonly<Record<string, z.ZodObject>>;
  /** Present if `--csv` and `--ndjson` can print the document's `items`. */
  readonly list?: {
    /** The columns; without it those of the first item. */
    readonly item?: z.ZodObject;
    /** Arguments that select the list, if the command has several. */
    readonly args?: Readonly<Record<string, string>>;
  };
  /** Present if `--details` can add the runs of each item. */
  readonly details?: { readonly title: Text; readonly item: z.ZodObject; readonly read: Details };
}

export interface CommandOption<Name extends string = string> extends Omit<Parameter<Name>, "required"> {
  /** A placeholder for the value, `HH:MM`. Without one and without choices, the option is a switch with the value `yes`. */
  readonly value?: string;
  readonly summary: Text;
}

export interface Parameter<Name extends string = string> {
  readonly name: Name;
  readonly required: boolean;
  /** The words that it may be. */
  readonly choices?: readonly string[];
  readonly pattern?: RegExp;
  /** What is expected, shown when a value is not among the choices or does not match the pattern. */
  readonly expected?: Text;
}

/** Types the arguments of `run` by the names of the parameters and options. */
export function defineCommand<const Name extends string = never>(command: Command<Name>): Command {
  return command as unknown as Command;
}
