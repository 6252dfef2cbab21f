import type { ResultSource } from "../../src/ports/results.ts";

/** Of a site that publishes no test results. */
export const noResults: ResultSource = { open: async () => ({ kind: "none" }) };
