import type { Format } from "../format.ts";
import { atLineStart } from "../gate.ts";

const BACK = /^(\S+) is back online$/;
const RETRYING = /^Retrying$/;

/** Jenkins tries a block again (`retry(3)`), or an agent that was lost comes back: what failed until then is over. */
export const jenkinsRetries: Format = {
  name: "Jenkins retries",
  prints: "all",
  marks: [" is back online", ...atLineStart("Retrying")],
  open: (notes) => ({
    read(at) {
      const agent = BACK.exec(at.text)?.[1];
      if (agent !== undefined) notes.mended({ logLine: at.number, branch: at.branch, words: agent });
      else if (RETRYING.test(at.text)) notes.mended({ logLine: at.number, branch: at.branch, words: null });
    },
  }),
};
