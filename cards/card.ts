import type { Text } from "../src/model/text.ts";
import type { ActionValue } from "./action-value.ts";

/**
 * The part of Feishu's card JSON 2.0 that we use; the platform refuses a card with any other property.
 * https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-json-v2-structure
 */
export interface Card {
  readonly schema: "2.0";
  readonly config: {
    readonly update_multi: true;
    /** What the chat list and the notification say. */
    readonly summary: Localized;
  };
  readonly header: {
    readonly title: PlainText;
    readonly subtitle?: PlainText;
    readonly template: Color;
  };
  readonly body: {
    readonly padding: string;
    readonly vertical_spacing: string;
    readonly elements: readonly Element[];
  };
}

export type Color = "green" | "orange" | "red" | "blue" | "grey";

/** `content` is for clients whose language is not in `i18n_content`. */
export interface Localized {
  readonly content: string;
  readonly i18n_content?: Text;
}

export interface PlainText extends Localized {
  readonly tag: "plain_text";
}

export type Element =
  | Markdown
  | Div
  | ColumnSet
  | PersonList
  | InteractiveContainer
  | CollapsiblePanel
  | ChartElement
  | TableElement
  | SelectStatic
  | DatePicker
  | Form
  | Button;

export interface Markdown extends Localized {
  readonly tag: "markdown";
  readonly text_size?: "heading-2" | "heading-4" | "notation";
  readonly margin?: string;
}

/** Small grey text without markup. */
interface Div {
  readonly tag: "div";
  readonly text: PlainText & { readonly text_size: "notation"; readonly text_color: "grey" };
}

/** People, as the client knows them. */
interface PersonList {
  readonly tag: "person_list";
  readonly persons: readonly { readonly id: string }[];
  readonly show_name: true;
  readonly show_avatar: true;
  /** Who has left the company is left out, instead of the whole card being refused. */
  readonly drop_invalid_user_id: true;
}

export interface ColumnSet {
  readonly tag: "column_set";
  readonly flex_mode: "none" | "bisect" | "flow";
  readonly horizontal_spacing: string;
  readonly columns: readonly Column[];
}

export interface Column extends Partial<PanelStyle> {
  readonly tag: "column";
  readonly width: "weighted" | "auto";
  readonly weight?: number;
  readonly vertical_align?: "center";
  readonly elements: readonly Element[];
}

/** A box that is one big button. */
interface InteractiveContainer extends PanelStyle {
  readonly tag: "interactive_container";
  readonly width: "fill";
  readonly corner_radius: string;
  readonly behaviors: readonly [Callback];
  readonly elements: readonly Element[];
}

export interface PanelStyle {
  readonly background_style: "grey-50";
  readonly padding: string;
  readonly vertical_spacing: string;
}

interface CollapsiblePanel {
  readonly tag: "collapsible_panel";
  readonly expanded: boolean;
  readonly header: {
    readonly title: Markdown;
    readonly icon: { readonly tag: "standard_icon"; readonly token: "down-small-ccm_outlined"; readonly size: string };
    readonly icon_position: "right";
    readonly icon_expanded_angle: -180;
  };
  readonly border: { readonly color: "grey"; readonly corner_radius: string };
  readonly padding: string;
  readonly elements: readonly Element[];
}

/** Without an `aspect_ratio` it is 16:9 on a desktop and 1:1 on a phone. */
export interface ChartElement {
  readonly tag: "chart";
  readonly chart_spec: ChartSpec;
}

/** VChart's own JSON: https://visactor.io/vchart/option */
export interface ChartSpec {
  readonly type: "bar" | "line" | "pie";
  readonly data: { readonly values: readonly ChartDatum[] };
  readonly xField?: "x";
  readonly yField?: "y";
  readonly seriesField?: "series";
  readonly categoryField?: "series";
  readonly valueField?: "y";
  readonly stack?: true;
  readonly axes?: readonly { readonly orient: "left"; readonly tick: { readonly noDecimals: true } }[];
  readonly innerRadius?: number;
  readonly outerRadius?: number;
  readonly color: readonly string[];
  readonly legends: { readonly visible: boolean; readonly orient: "bottom" };
}

export interface ChartDatum {
  readonly x?: string;
  readonly y: number;
  readonly series: string;
}

export interface TableElement {
  readonly tag: "table";
  readonly page_size: number;
  readonly row_height: "low";
  readonly header_style: { readonly background_style: "grey"; readonly bold: true; readonly lines: 1 };
  readonly columns: readonly TableElementColumn[];
  readonly rows: readonly Readonly<Record<string, string>>[];
}

interface TableElementColumn {
  readonly name: string;
  readonly display_name: string;
  readonly data_type: "text";
  readonly width: "auto";
  readonly horizontal_align: "left" | "right";
}

export interface Button {
  readonly tag: "button";
  readonly text: PlainText;
  readonly type: "default" | "primary_filled" | "text";
  readonly size: "tiny" | "small" | "medium";
  readonly behaviors: readonly [Callback | OpenUrl];
  /** Within a form: sends it. */
  readonly name?: string;
  readonly form_action_type?: "submit";
}

/** Calls back with `action.option` as soon as something is chosen. */
interface SelectStatic {
  readonly tag: "select_static";
  readonly placeholder: PlainText;
  readonly options: readonly { readonly text: PlainText; readonly value: string }[];
  readonly initial_option: string;
  readonly behaviors: readonly [Callback];
}

export interface DatePicker {
  readonly tag: "date_picker";
  readonly name: string;
  readonly required: true;
  /** `YYYY-MM-DD` */
  readonly initial_date: string;
  readonly placeholder: PlainText;
  readonly width: "fill";
}

/** At the root of a card only. */
interface Form {
  readonly tag: "form";
  readonly name: string;
  readonly elements: readonly Element[];
}

export interface Callback {
  readonly type: "callback";
  readonly value: ActionValue;
}

interface OpenUrl {
  readonly type: "open_url";
  readonly default_url: string;
}
