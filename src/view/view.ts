import type { Text } from "../model/text.ts";

/**
 * What to show, as plain data: `cards/` renders a Feishu card, the terminal renders text, `--json` prints `data`.
 * A plain string comes from outside (a title, a branch, a log line) and never becomes markup; a Text is ours.
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

/** How something is doing. Each surface maps it to a colour. */
export type Tone = "good" | "warn" | "bad" | "info" | "neutral";

export interface StyledSpan {
  readonly text: Text | string;
  readonly strong?: boolean;
  /** Shown in a fixed-width font. */
  readonly code?: boolean;
  readonly tone?: Tone;
  readonly url?: string;
  /** The text is a person's open_id; a chat shows the name instead. */
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

interface ChartPoint {
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
      /** The chart in one sentence, for clients that draw no charts. */
      readonly caption: Text;
    }
  | {
      readonly kind: "rows";
      readonly title: Text;
      readonly rows: readonly Row[];
      /** The length of the whole list; `more` opens what `rows` leaves out. */
      readonly total: number;
      readonly more?: string;
      /** The command of the list, and the number of rows before these: opens rows that do not fit on a surface. */
      readonly list?: { readonly command: string; readonly before: number };
      /** Shown when there are no rows. */
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
  /** A choice of one word, which is appended to the command. */
  | {
      readonly kind: "choice";
      readonly label: Text;
      readonly command: string;
      readonly options: readonly { readonly label: Text; readonly word: string }[];
      readonly chosen: string;
    }
  /** A time range, which is appended to the command. */
  | {
      readonly kind: "range";
      readonly command: string;
      readonly quick: readonly { readonly label: Text; readonly range: string }[];
      /** First and last day of the current window, `YYYY-MM-DD`. */
      readonly from: string;
      readonly to: string;
    };

export type BlockOf<Kind extends Block["kind"]> = Extract<Block, { kind: Kind }>;
