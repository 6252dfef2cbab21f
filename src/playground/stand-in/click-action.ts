/** What the client says about the element that was used, with Feishu's names. */
export interface ClickAction {
  readonly tag: string;
  readonly value?: unknown;
  readonly name?: string;
  readonly form_value?: Readonly<Record<string, unknown>>;
  readonly input_value?: string;
  readonly option?: string;
  readonly options?: readonly string[];
  readonly checked?: boolean;
  readonly timezone?: string;
}

export interface Toast {
  readonly type: "info" | "success" | "error" | "warning";
  readonly content?: string;
  readonly i18n?: Readonly<Record<string, string>>;
}

/** What the person who clicked sees: `code` is 0, or Feishu's error code. */
export interface ClickOutcome {
  readonly code: number;
  readonly toast: Toast | null;
  readonly durationMs: number;
}
