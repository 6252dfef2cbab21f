import type { Format } from "../format.ts";
import { gitCheckout } from "./git.ts";
import { goTest } from "./go-test.ts";
import { gocheck } from "./gocheck.ts";

/** Every format the scanner reads. */
export const formats: readonly Format[] = [gitCheckout, gocheck, goTest];
