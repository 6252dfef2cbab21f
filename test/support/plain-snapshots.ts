import { expect } from "vitest";

/** Snapshots of text show it as it is, without quotes and escapes. */
expect.addSnapshotSerializer({
  test: (value) => typeof value === "string",
  serialize: (value: string) => value,
});
