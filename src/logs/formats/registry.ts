import type { Format } from "../format.ts";
import { bazel } from "./bazel.ts";
import { cargo } from "./cargo.ts";
import { catch2 } from "./catch2.ts";
import { closingLists } from "./closing-list.ts";
import { compilers } from "./compilers.ts";
import { cppAsserts } from "./cpp-asserts.ts";
import { ctest } from "./ctest.ts";
import { dart } from "./dart.ts";
import { deployment } from "./deployment.ts";
import { dotnet, nunit } from "./dotnet.ts";
import { functionalTests } from "./functional-tests.ts";
import { ginkgo } from "./ginkgo.ts";
import { gitCheckout } from "./git.ts";
import { goBuild } from "./go-build.ts";
import { goCrash } from "./go-crash.ts";
import { goJson } from "./go-json.ts";
import { goTest } from "./go-test.ts";
import { gocheck } from "./gocheck.ts";
import { googleTest } from "./google-test.ts";
import { gotestsum } from "./gotestsum.ts";
import { gradle } from "./gradle.ts";
import { gradleTest } from "./gradle-test.ts";
import { jenkinsAborts } from "./jenkins-aborts.ts";
import { jenkinsRetries } from "./jenkins-retries.ts";
import { jest } from "./jest.ts";
import { junitText } from "./junit-text.ts";
import { lastWords } from "./last-words.ts";
import { libtest } from "./libtest.ts";
import { linters } from "./linters.ts";
import { make } from "./make.ts";
import { maven } from "./maven.ts";
import { nativeTests } from "./native-tests.ts";
import { network } from "./network.ts";
import { newman } from "./newman.ts";
import { nextest } from "./nextest.ts";
import { ava, nodeTest } from "./node-tests.ts";
import { numberedLists } from "./numbered-list.ts";
import { packages } from "./packages.ts";
import { passingRuns } from "./passing-runs.ts";
import { pgRegress } from "./pg-regress.ts";
import { playwright } from "./playwright.ts";
import { programDeath } from "./program-death.ts";
import { pytest } from "./pytest.ts";
import { pytestCrash } from "./pytest-crash.ts";
import { sanitizers } from "./sanitizers.ts";
import { scalaTest } from "./scala-test.ts";
import { scriptTests } from "./script-tests.ts";
import { sqlTest } from "./sql-test.ts";
import { sqllogictest } from "./sqllogictest.ts";
import { surefire } from "./surefire.ts";
import { tap } from "./tap.ts";
import { unittest } from "./unittest.ts";
import { vitest } from "./vitest.ts";
import { xctest } from "./xctest.ts";

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
  gradle,
  pytest,
  pytestCrash,
  unittest,
  jest,
  vitest,
  ava,
  nodeTest,
  newman,
  closingLists,
  dart,
  dotnet,
  nunit,
  ...functionalTests,
  goJson,
  gradleTest,
  junitText,
  ...nativeTests,
  numberedLists,
  playwright,
  scalaTest,
  ...scriptTests,
  tap,
  passingRuns,
  xctest,
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
  packages,
  deployment,
  make,
  network,
  jenkinsRetries,
  jenkinsAborts,
  lastWords,
];
