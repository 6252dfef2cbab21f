/** A digest of the findings in all fixtures, written by `npm run digest`: logs read with another are worth a rescan. */
export const SCANNER_VERSION = "b720c93f6a74";
