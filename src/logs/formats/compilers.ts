import { bundlers } from "./shapes/bundlers.ts";
import { linkers } from "./shapes/linkers.ts";
import { nativeCompilers } from "./shapes/native-compilers.ts";
import { otherCompilers } from "./shapes/other-compilers.ts";
import { scripts } from "./shapes/scripts.ts";
import { shapeFormat } from "./shapes/shape-format.ts";

/** What does not compile: the first error of each file, since one mistake makes many. */
export const compilers = shapeFormat("compiler", [
  ...nativeCompilers,
  ...linkers,
  ...otherCompilers,
  ...bundlers,
  ...scripts,
]);
