/** A digest of what all fixtures yield, written by `npm run digest`: logs read with another are worth a rescan. */
export const SCANNER_VERSION = "5f973e9c7444";
