import type { Shape } from "./shape.ts";

const SOURCE = String.raw`(?:[A-Za-z]:)?[\w@+~./\\$-]+\.(?:java|kts?|groovy|scala|xml|properties|gradle)`;

const CHECKSTYLE = new RegExp(
  `^(?:\\[ant:checkstyle\\] )?\\[ERROR\\] (?<file>${SOURCE}):(?:(?<line>\\d+)(?::\\d+)?: .+ \\[(?<rule>[A-Z]\\w+)\\]|\\[(?<line_>\\d+)(?:,\\d+)?\\] \\(\\w+\\) (?<rule_>\\w+): .+)$`,
);

/** Linters of Java, Kotlin, Scala and Android. */
export const jvmLinters: readonly Shape[] = [
  {
    reads: [
      {
        tool: "Checkstyle (Gradle)",
        example:
          "[ant:checkstyle] [ERROR] /ws/src/main/java/Cart.java:12: Line is longer than 100 characters. [LineLength]",
      },
    ],
    marks: ["[ant:checkstyle]"],
    pattern: CHECKSTYLE,
    cause: "check",
    name: "checkstyle: $<rule>",
    excerpt: [0, 3],
  },
  {
    reads: [
      {
        tool: "Checkstyle",
        example:
          "[ERROR] /ws/src/main/java/com/acme/Cart.java:12:3: Missing a Javadoc comment. [MissingJavadocMethod]\nCheckstyle ends with 1 errors.",
      },
      {
        tool: "Checkstyle (Maven)",
        example:
          "[ERROR] src/main/java/com/acme/Cart.java:[12,3] (javadoc) JavadocMethod: Missing a Javadoc comment.\n[ERROR] Failed to execute goal org.apache.maven.plugins:maven-checkstyle-plugin:3.3.1:check (default) on project shop: You have 1 Checkstyle violation. -> [Help 1]",
      },
    ],
    marks: ["Checkstyle ends with ", "maven-checkstyle-plugin:"],
    pattern: /^Checkstyle ends with [1-9]|^\[ERROR\] Failed to execute goal \S*:maven-checkstyle-plugin:/,
    entry: CHECKSTYLE,
    within: 200,
    cause: "check",
    name: "checkstyle: $<rule>",
  },
  {
    reads: [
      {
        tool: "PMD",
        example:
          "/ws/src/main/java/com/acme/Cart.java:12:\tUnusedPrivateField:\tAvoid unused private fields such as 'total'.",
      },
      {
        tool: "PMD (Maven)",
        example:
          "[WARNING] PMD Failure: com.acme.Cart:12 Rule:UnusedPrivateField Priority:3 Avoid unused private fields such as 'total'..",
      },
    ],
    marks: [
      "PMD Failure: ",
      ":\tAvoid ",
      ":\tUnused",
      ":\tUnnecessary",
      ":\tUseless",
      ":\tEmpty",
      ":\tMissing",
      ":\tThe ",
      ":\tThis ",
    ],
    pattern: new RegExp(
      `^(?:\\[\\w+\\] )?(?:PMD Failure: (?<type>[\\w.$]+):(?<line>\\d+) Rule:(?<rule>\\w+) .+|(?<file>${SOURCE}):(?<line_>\\d+):\\t(?<rule_>\\w+):\\t.+)$`,
    ),
    cause: "check",
    name: "pmd: $<rule>",
    excerpt: [0, 3],
  },
  {
    reads: [
      {
        tool: "SpotBugs",
        example:
          "[ERROR] Medium: Possible null pointer dereference in com.acme.Cart.total() [com.acme.Cart] At Cart.java:[line 12] NP_NULL_ON_SOME_PATH",
      },
      {
        tool: "SpotBugs (Gradle)",
        example: "M C NP: Possible null pointer dereference of total  At Cart.java:[line 12]",
      },
    ],
    marks: [":[line ", ":[lines "],
    pattern:
      /^(?:\[ERROR\] (?:High|Medium|Low): |[HML] [A-Z] (?<rule>[A-Z]\w*): )(?<text>.+?) +(?:In|At) (?<file>\w+\.\w+):\[lines? (?<line>\d+)[^\]]*\](?: (?<rule_>[A-Z][A-Z_0-9]+))?/,
    cause: "check",
    name: "spotbugs: $<rule>",
    excerpt: [0, 3],
  },
  {
    reads: [
      { tool: "ktlint", example: "/ws/src/main/kotlin/Cart.kt:12:1: Unused import (standard:no-unused-imports)" },
      { tool: "ktlint (old)", example: "/ws/src/main/kotlin/Cart.kt:12:1: Unused import (no-unused-imports)" },
      {
        tool: "detekt",
        example: "/ws/src/main/kotlin/Cart.kt:12:5: The function total is too long (80). [LongMethod]",
      },
    ],
    marks: [
      " (standard:",
      " (no-unused-imports)",
      " (final-newline)",
      "(no-wildcard-imports)",
      " (max-line-length)",
      "[LongMethod]",
      "[MagicNumber]",
      "[ComplexMethod]",
      "[CyclomaticComplexMethod]",
      "[LongParameterList]",
      "[TooManyFunctions]",
      "[UnusedPrivateMember]",
      "[WildcardImport]",
      "[MaxLineLength]",
      "[ReturnCount]",
      "[NewLineAtEndOfFile]",
      "[TooGenericExceptionCaught]",
      "[SwallowedException]",
      "[UnusedPrivateProperty]",
      "[UnusedParameter]",
      "[NestedBlockDepth]",
      "[EmptyFunctionBlock]",
      "[FunctionNaming]",
      "[ForbiddenComment]",
      "[UnusedImports]",
    ],
    pattern: new RegExp(
      `^(?:\\w: )?(?<file>${SOURCE}):(?<line>\\d+):\\d+: (?:Lint error > )?(?:error: )?.+ (?:\\((?<rule>[a-z][\\w:-]+)\\)|\\[(?<rule_>[A-Z]\\w+)\\])$`,
    ),
    cause: "check",
    name: "$<rule>",
    excerpt: [0, 2],
  },
  {
    reads: [
      {
        tool: "Android Lint",
        example:
          '/ws/app/src/main/res/values/strings.xml:12: Error: "cart_total" is not translated in "de" (German) [MissingTranslation]',
      },
    ],
    marks: [": Error: "],
    pattern: new RegExp(
      `^\\s*(?<file>${SOURCE}):(?<line>\\d+)(?::\\d+)?: Error: .+ \\[(?<rule>[A-Z]\\w+)(?: from [\\w.:]+)?\\]$`,
    ),
    cause: "check",
    name: "lint: $<rule>",
  },
  {
    reads: [
      {
        tool: "Maven Enforcer",
        example:
          "[ERROR] Rule 0: org.apache.maven.enforcer.rules.dependency.DependencyConvergence failed with message:",
      },
    ],
    marks: [" failed with message:"],
    pattern: /^\[(?:ERROR|WARNING)\] Rule \d+: (?:[\w.]+\.)?(?<rule>\w+)(?:\([^)]*\))? failed with message:/,
    cause: "check",
    name: "enforcer: $<rule>",
    isLast: true,
  },
  {
    reads: [
      {
        tool: "JaCoCo",
        example: "[WARNING] Rule violated for bundle core: lines covered ratio is 0.72, but expected minimum is 0.80",
      },
      {
        tool: "SonarQube",
        example: "[ERROR] QUALITY GATE STATUS: FAILED - View details on https://sonar.acme.example/dashboard?id=shop",
      },
    ],
    marks: ["Rule violated for ", "QUALITY GATE STATUS: FAILED"],
    pattern:
      /(?<message>Rule violated for .+? covered (?:ratio|count) is [\d.]+, but expected (?:minimum|maximum) is [\d.]+|QUALITY GATE STATUS: FAILED)/,
    cause: "check",
    excerpt: [2, 4],
  },
  {
    reads: [
      { tool: "scalafmt (sbt)", example: "[error] (Compile / scalafmtCheck) 1 files must be formatted (compile)" },
      { tool: "Scalafix", example: "[error] (Compile / scalafix) scalafix.sbt.ScalafixFailed: LinterError" },
    ],
    marks: [" files must be formatted", "ScalafixFailed"],
    pattern: /^\[error\] (?:\(.+\) )?(?<message>\d+ files must be formatted|scalafix\.sbt\.ScalafixFailed: .+)/,
    cause: "check",
    name: "scalafmt: $<message>",
    excerpt: [6, 2],
  },
];
