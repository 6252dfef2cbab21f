import type { Text } from "../model/text.ts";

/**
 * What is to be shown, as plain data: cards turn it into a Feishu card, the terminal into text, `--json` prints `data`.
 * A string inside is from outside (a title, a branch, a log line) and never becomes markup; a Text is ours.
 */
export interface View {
  /** The answer in a few words. */
  readonly title: Text;
  /** Window, zone and filters. */
  readonly subtitle?: Text;
  readonly tone: Tone;
  readonly blocks: readonly Block[];
  /** The views above this one, outermost first; empty at the top. */
  readonly trail: readonly CommandAction[];
  /** The JSON document of `contract.md`. */
  readonly data: object;
}

/** How a thing is doing; each surface has its colours. */
export type Tone = "good" | "warn" | "bad" | "info" | "neutral";

export interface StyledSpan {
  readonly text: Text | string;
  readonly strong?: boolean;
  /** Set in a fixed-width face. */
  readonly code?: boolean;
  readonly tone?: Tone;
  readonly url?: string;
  /** The text is the open_id of a person, whom a chat knows by name. */
  readonly person?: boolean;
}
export type Span = Text | string | StyledSpan;
export type Line = readonly Span[];

/** Opens another view: a click runs the command line as if it had been typed. */
export interface CommandAction {
  readonly kind: "command";
  readonly label: Text;
  /** Without the leading `/ci`. */
  readonly command: string;
  readonly primary?: boolean;
}
export interface LinkAction {
  readonly kind: "link";
  readonly label: Text;
  readonly url: string;
}
export type Action = CommandAction | LinkAction;

export interface Figure {
  readonly label: Text;
  readonly value: string;
  readonly tone?: Tone;
  /** The change against the window before. */
  readonly note?: Line;
  readonly command?: string;
}

export interface Row {
  readonly title: Line;
  readonly lines: readonly Line[];
  readonly tone?: Tone;
  /** What a tap on the row runs. */
  readonly command?: string;
}

export interface ChartPoint {
  readonly x: string;
  readonly y: number;
  /** Names one of the chart's series. */
  readonly series: string;
}
export interface ChartSeries {
  readonly name: string;
  readonly label: Text;
  readonly tone: Tone;
}

export interface TableColumn {
  readonly name: string;
  readonly label: Text;
  readonly align?: "left" | "right";
}

export type Block =
  | { readonly kind: "lines"; readonly lines: readonly Line[]; readonly quiet?: boolean }
  | { readonly kind: "figures"; readonly figures: readonly Figure[] }
  | {
      readonly kind: "chart";
      readonly shape: "stacked" | "line" | "ring";
      readonly title: Text;
      readonly series: readonly ChartSeries[];
      readonly points: readonly ChartPoint[];
      /** What the chart shows, in a sentence, for clients that draw none. */
      readonly caption: Text;
    }
  | {
      readonly kind: "rows";
      readonly title: Text;
      readonly rows: readonly Row[];
      /** How many there are in all; what is not among `rows` is behind `more`. */
      readonly total: number;
      readonly more?: string;
      /** The list itself, and how many of it come before these rows: leads to rows that a surface has no room for. */
      readonly list?: { readonly command: string; readonly before: number };
      /** Said instead of the rows where there are none. */
      readonly empty: Text;
    }
  | {
      readonly kind: "table";
      readonly title: Text;
      readonly columns: readonly TableColumn[];
      readonly rows: readonly Readonly<Record<string, Text | string>>[];
    }
  | {
      readonly kind: "excerpt";
      readonly title: Line;
      readonly text: string;
      readonly open: boolean;
    }
  | { readonly kind: "actions"; readonly actions: readonly Action[] }
  /** One of several words, put after the command. */
  | {
      readonly kind: "choice";
      readonly label: Text;
      readonly command: string;
      readonly options: readonly { readonly label: Text; readonly word: string }[];
      readonly chosen: string;
    }
  /** The same about another time: a range, put after the command. */
  | {
      readonly kind: "range";
      readonly command: string;
      readonly quick: readonly { readonly label: Text; readonly range: string }[];
      /** First and last day of the window at hand, `YYYY-MM-DD`. */
      readonly from: string;
      readonly to: string;
    };

export type BlockOf<Kind extends Block["kind"]> = Extract<Block, { kind: Kind }>;
