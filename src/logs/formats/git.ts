import type { Format } from "../format.ts";

const CHECKOUT = /^\+* *(?:>? *git|\S+\/git) checkout (?:-\S+ )*([0-9a-f]{7,40})\b/;

/** What was built, where the run's parameters do not say. */
export const gitCheckout: Format = {
  name: "git checkout",
  prints: "all",
  marks: ["git checkout "],
  open: (notes) => ({
    read(at) {
      const commit = CHECKOUT.exec(at.text.trimStart())?.[1];
      if (commit !== undefined) notes.checkedOut(commit);
    },
  }),
};
