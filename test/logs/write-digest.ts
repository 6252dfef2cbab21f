import { writeFileSync } from "node:fs";
import { digestOfFindings } from "./findings-digest.ts";

/** `npm run digest`: writes the version that tells `rescan` which logs were read by another scanner. */
const text = `/** A digest of the findings in all fixtures, written by \`npm run digest\`: logs read with another are worth a rescan. */
export const SCANNER_VERSION = ${JSON.stringify(await digestOfFindings())};
`;
writeFileSync(new URL("../../src/logs/scanner-version.ts", import.meta.url), text);
