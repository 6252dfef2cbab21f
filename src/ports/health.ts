import type { Text } from "../model/text.ts";

/** Something the service relies on, tried just now; `off` where it is not configured. */
export interface Check {
  readonly what: "database" | "tables" | "feishu" | "connection" | "github" | "jenkins" | "logs";
  readonly state: "good" | "off" | "bad";
  readonly detail: Text | string;
}

export interface Health {
  version(): Promise<string>;
  checks(): Promise<readonly Check[]>;
}
