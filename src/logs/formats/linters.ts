import { coverage } from "./shapes/coverage.ts";
import { formatters } from "./shapes/formatters.ts";
import { infrastructureLinters } from "./shapes/infrastructure-linters.ts";
import { javascriptLinters } from "./shapes/javascript-linters.ts";
import { jvmLinters } from "./shapes/jvm-linters.ts";
import { nativeLinters } from "./shapes/native-linters.ts";
import { pythonLinters } from "./shapes/python-linters.ts";
import { serverLinters } from "./shapes/server-linters.ts";
import { shapeFormat } from "./shapes/shape-format.ts";
import { textLinters } from "./shapes/text-linters.ts";

/** Linters, type checkers, formatters and coverage thresholds: the first place where each rule was broken. */
export const linters = shapeFormat("linter", [
  ...pythonLinters,
  ...javascriptLinters,
  ...jvmLinters,
  ...serverLinters,
  ...nativeLinters,
  ...infrastructureLinters,
  ...textLinters,
  ...formatters,
  ...coverage,
]);
