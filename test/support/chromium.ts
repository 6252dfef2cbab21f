import { existsSync } from "node:fs";

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The browser of the tests; undefined where there is none. */
export const chromiumPath = process.env.CI_STAT_TEST_CHROMIUM ?? places.find((path) => existsSync(path));

/** Vitest's global setup: says once that the browser's tests are skipped. */
export default function setup(): void {
  if (!chromiumPath)
    console.log("Skipped: tests in a browser. To run them, install chromium or set CI_STAT_TEST_CHROMIUM to its path.");
}
