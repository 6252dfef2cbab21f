import type { ClickAction } from "../../wire.ts";
import type { PageLocale } from "../locale.ts";
import type { Json } from "./untrusted.ts";

/** The reader for whom a card is drawn. */
export interface CardReader {
  readonly locale: PageLocale;
  readonly dark: boolean;
  /** Name of a person or bot; null for a stranger. */
  readonly nameOf: (openId: string) => string | null;
  /** Sends a click; settles when it is answered. */
  readonly click: (action: ClickAction) => Promise<void>;
  /** Called when the card is redrawn or removed. */
  readonly cleanups: (() => void)[];
}

/** Context for drawing an element. */
export interface CardContext extends CardReader {
  /** Draws the elements inside a container. */
  readonly draw: (elements: unknown, context: CardContext) => HTMLElement[];
  /** The form that contains the element, if any. */
  readonly form: FormScope | null;
}

/** Collects the values of a form's elements. */
export interface FormScope {
  readonly fields: Map<string, FormField>;
}

export interface FormField {
  readonly value: () => unknown;
  readonly reset: () => void;
  /** The control to highlight if a required value is missing, else null. */
  readonly missing: () => HTMLElement | null;
}

export type DrawElement = (node: Json, context: CardContext) => HTMLElement;

/** A text in the reader's language: `i18n_content` first, then `content`. */
export function localized(node: Json, { locale }: CardContext, key = "content"): string {
  const translations = node[`i18n_${key}`];
  const own = typeof translations === "object" && translations !== null ? (translations as Json)[locale] : undefined;
  const content = own ?? node[key];
  return typeof content === "string" ? content : "";
}
