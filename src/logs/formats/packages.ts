import { javascriptPackages } from "./shapes/javascript-packages.ts";
import { otherPackages } from "./shapes/other-packages.ts";
import { pythonPackages } from "./shapes/python-packages.ts";
import { shapeFormat } from "./shapes/shape-format.ts";

/** Package managers that cannot resolve, find or build what is needed. */
export const packages = shapeFormat("package manager", [...pythonPackages, ...javascriptPackages, ...otherPackages]);
