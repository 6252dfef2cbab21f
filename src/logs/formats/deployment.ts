import { containerImages } from "./shapes/container-images.ts";
import { infrastructureCode } from "./shapes/infrastructure-code.ts";
import { shapeFormat } from "./shapes/shape-format.ts";

/** Infrastructure as code, container images, deployment. */
export const deployment = shapeFormat("deployment", [...infrastructureCode, ...containerImages]);
