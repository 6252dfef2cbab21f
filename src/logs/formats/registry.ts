import type { Format } from "../format.ts";
import { bazel } from "./bazel.ts";
import { cargo } from "./cargo.ts";
import { compilers } from "./compilers.ts";
import { ctest } from "./ctest.ts";
import { gitCheckout } from "./git.ts";
import { goBuild } from "./go-build.ts";
import { goCrash } from "./go-crash.ts";
import { goTest } from "./go-test.ts";
import { gocheck } from "./gocheck.ts";
import { googleTest } from "./google-test.ts";
import { gotestsum } from "./gotestsum.ts";
import { jest } from "./jest.ts";
import { libtest } from "./libtest.ts";
import { linters } from "./linters.ts";
import { make } from "./make.ts";
import { maven } from "./maven.ts";
import { mocha } from "./mocha.ts";
import { network } from "./network.ts";
import { nextest } from "./nextest.ts";
import { pytest } from "./pytest.ts";
import { sqlTest } from "./sql-test.ts";
import { surefire } from "./surefire.ts";
import { unittest } from "./unittest.ts";
import { vitest } from "./vitest.ts";

/** Every format the scanner reads. */
export const formats: readonly Format[] = [
  gitCheckout,
  gocheck,
  goTest,
  goCrash,
  goBuild,
  gotestsum,
  bazel,
  libtest,
  nextest,
  cargo,
  surefire,
  maven,
  pytest,
  unittest,
  jest,
  vitest,
  mocha,
  googleTest,
  ctest,
  sqlTest,
  compilers,
  linters,
  make,
  network,
];
