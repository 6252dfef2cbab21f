import type { Format } from "../format.ts";
import { bazel } from "./bazel.ts";
import { cargo } from "./cargo.ts";
import { catch2 } from "./catch2.ts";
import { compilers } from "./compilers.ts";
import { cppAsserts } from "./cpp-asserts.ts";
import { ctest } from "./ctest.ts";
import { ginkgo } from "./ginkgo.ts";
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
import { pgRegress } from "./pg-regress.ts";
import { programDeath } from "./program-death.ts";
import { pytest } from "./pytest.ts";
import { sanitizers } from "./sanitizers.ts";
import { sqlTest } from "./sql-test.ts";
import { sqllogictest } from "./sqllogictest.ts";
import { surefire } from "./surefire.ts";
import { unittest } from "./unittest.ts";
import { vitest } from "./vitest.ts";

/** Every format the scanner reads. */
export const formats: readonly Format[] = [
  gitCheckout,
  gocheck,
  ginkgo,
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
  catch2,
  cppAsserts,
  sanitizers,
  programDeath,
  ctest,
  sqlTest,
  sqllogictest,
  pgRegress,
  compilers,
  linters,
  make,
  network,
];
