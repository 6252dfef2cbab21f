import { expect, test } from "vitest";
import { SCANNER_VERSION } from "../../src/logs/scanner-version.ts";
import { digestOfFindings } from "./findings-digest.ts";

test("the scanner's version changes with what it finds: npm run digest writes it", async () => {
  expect(SCANNER_VERSION).toBe(await digestOfFindings());
});
