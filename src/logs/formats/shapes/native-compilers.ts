import type { Shape } from "./shape.ts";

const LEAD = String.raw`^\s*(?:\d+>)?\s*(?:\[(?:error|ERROR)\]\s+|(?:e|ERROR|Error|error|ERROR in|❌|✘|×|>)[: ]\s*)*(?:file://)?`;
const PATH = String.raw`(?:[A-Za-z]:)?[\w@+~./\\$()[\]-]*?[\w+-]+`;
const EXTENSION = String.raw`\.(?:c|cc|cpp|cxx|c\+\+|cu|cuh|h|hh|hpp|hxx|inc|inl|m|mm|metal|java|kts?|scala|sc|groovy|gradle|swift|proto|thrift|fbs|y|yy|l|d|dart|hs|lhs|hsc|elm|zig|nim|cr|vala|f90|F90|f|for|rs|s?v|svh|vhdl?|hx|fsx?|fsi|cs|vb|[cm]?tsx?|jsx?|mjs|cjs|vue|svelte|sol|pas|pp|erl|hrl|exs?|gleam|purs|jl|ad[bs]|[sS]|asm|clj|cljs|xml|html|scss|sass|less|cshtml|razor|targets|props|xaml)`;
const FILE = `(?<file>${PATH}${EXTENSION})`;
const DIGITS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
const PROJECT = String.raw`(?: \[[^\]]+proj(?:::.*)?\])?$`;

/** XCTest and clang's checkers report in a compiler's shape; others read them. */
const OF_OTHERS =
  /^-\[\w|^\w+\.\w+ : (?:XCT|failed|threw)|-warnings-as-errors\]|\[clang-|code should be clang-formatted|\(\w+_\w+\)$/;
const isCompilers = ({ message = "" }: Readonly<Record<string, string | undefined>>): boolean =>
  !OF_OTHERS.test(message);

/** `place: severity: message` as compilers print it. */
export const nativeCompilers: readonly Shape[] = [
  {
    reads: [
      { tool: "GCC", example: "src/cart.cc:17:10: error: 'price' was not declared in this scope" },
      { tool: "GCC (Chinese)", example: "src/cart.cc:17:10: 错误：‘price’在此作用域中尚未声明" },
      { tool: "Clang", example: "../src/cart.cc:4:10: fatal error: 'absl/strings.h' file not found" },
      { tool: "javac", example: "src/main/java/com/acme/Cart.java:12: error: cannot find symbol" },
      { tool: "javac on Windows", example: "C:\\ws\\shop\\src\\Cart.java:12: error: cannot find symbol" },
      { tool: "Error Prone", example: "src/Holder.java:35: error: [SelfAssignment] Variable assigned to itself" },
      { tool: "Swift compiler (xcodebuild)", example: "/ws/Shop/Cart.swift:12:17: error: cannot find 'totl' in scope" },
      { tool: "Dart and Flutter compiler", example: "lib/cart.dart:12:10: Error: Undefined name 'totl'." },
      { tool: "Zig", example: "src/main.zig:12:5: error: use of undeclared identifier 'totl'" },
      {
        tool: "Android AAPT",
        example: "     ERROR: /ws/app/src/main/res/layout/cart.xml:14: AAPT: error: resource color/brandy not found.",
      },
      {
        tool: "Scala 2 (sbt)",
        example: "[error] /ws/src/main/scala/com/acme/Cart.scala:12:19: error: not found: value totl",
      },
    ],
    marks: [": error: ", ": fatal error: ", ": Error: ", "错误：", ": 错误: "],
    pattern: new RegExp(
      `${LEAD}${FILE}(?::(?<line>\\d+)(?::\\d+)?(?:-\\d+(?::\\d+)?)?|\\((?<line_>\\d+)(?:,\\s?\\d+)?\\)):? ?(?:AAPT: )?(?:(?:fatal )?[eE]rror: |(?:致命)?错误(?:：|: ))(?!\\[GHC-\\d+\\]$)(?<message>.+)$`,
    ),
    cause: "compile",
    once: "file",
    accepts: (groups) => isCompilers(groups) && !/ \[[A-Z]\w+\]$/.test(groups.message ?? ""),
  },
  {
    reads: [
      {
        tool: "TypeScript (tsc)",
        example: "src/cart.ts(12,5): error TS2322: Type 'string' is not assignable to type 'number'.",
      },
      { tool: "vue-tsc", example: "src/Cart.vue:12:5 - error TS2339: Property 'totl' does not exist on type 'Cart'." },
      {
        tool: "C# (dotnet build)",
        example:
          "/ws/src/Cart.cs(12,17): error CS0103: The name 'totl' does not exist in the current context [/ws/src/Acme.csproj]",
      },
      {
        tool: "F#",
        example:
          "/ws/src/Cart.fs(12,17): error FS0039: The value or constructor 'totl' is not defined. [/ws/Acme.fsproj]",
      },
      {
        tool: "Visual Basic",
        example: "C:\\ws\\Cart.vb(12,9): error BC30451: 'totl' is not declared. [C:\\ws\\Acme.vbproj]",
      },
      {
        tool: "MSVC (msbuild)",
        example:
          "     1>D:\\ws\\src\\cart.cpp(12,5): error C2065: 'totl': undeclared identifier [D:\\ws\\cart.vcxproj]",
      },
    ],
    marks: [
      ...["TS", "CS", "FS", "BC", "RZ"].flatMap((code) => DIGITS.map((digit) => `error ${code}${digit}`)),
      ...[1, 2, 3, 4, 5, 7].map((digit) => `error C${digit}`),
    ],
    pattern: new RegExp(
      `${LEAD}${FILE}(?:\\((?<line>\\d+)(?:[,-]\\d+)*\\)|:(?<line_>\\d+):\\d+) ?(?::| -) (?:fatal )?error (?<code>(?:TS|CS|FS|BC|RZ|C)\\d+): (?<message>.+?)${PROJECT}`,
    ),
    cause: "compile",
    name: "$<code>: $<message>",
    once: "file",
  },
  {
    reads: [
      { tool: "MSBuild", example: "MSBUILD : error MSB1009: Project file does not exist." },
      {
        tool: ".NET SDK",
        example:
          "/usr/share/dotnet/sdk/6.0.400/Sdks/Microsoft.NET.Sdk/targets/Sdk.targets(144,5): error NETSDK1045: The current .NET SDK does not support targeting .NET 8.0. [/ws/Acme.csproj]",
      },
    ],
    marks: [
      ...[1, 3, 4, 5, 6].map((digit) => `error MSB${digit}`),
      "error NETSDK",
      "CSC : error CS",
      "error TS18003",
      "error TS5",
      "error TS6",
    ],
    pattern: new RegExp(
      `^\\s*(?:\\d+>)?(?:.*?\\S ?: )?error (?<code>MSB\\d+|NETSDK\\d+|CS\\d+|TS\\d+): (?<message>.+?)${PROJECT}`,
    ),
    cause: "compile",
    name: "$<code>: $<message>",
    excerpt: [4, 4],
    // MSB3073 and MSB6006 only say that a command failed; MSB4181 that a task did not log.
    accepts: ({ code = "" }) => !/^(?:MSB3073|MSB3721|MSB6006|MSB4181)$/.test(code),
  },
  {
    reads: [
      {
        tool: "MSBuild (a command it runs)",
        example: 'C:\\ws\\Acme.csproj(12,5): error MSB3073: The command "gen.exe" exited with code 1.',
      },
    ],
    marks: ["error MSB3073", "error MSB3721", "error MSB6006"],
    pattern: new RegExp(`(?:^|[: ])error (?<code>MSB3073|MSB3721|MSB6006): (?<message>.+?)${PROJECT}`),
    cause: "compile",
    name: "$<code>: $<message>",
    excerpt: [8, 3],
    isLast: true,
  },
  {
    reads: [
      {
        tool: "Kotlin (K1)",
        example: "e: /ws/app/src/main/java/ui/Feed.kt: (214, 35): Unresolved reference: fetchAll",
      },
      {
        tool: "Kotlin (K2)",
        example: "e: file:///ws/app/src/main/kotlin/Feed.kt:214:35 Unresolved reference 'fetchAll'.",
      },
      {
        tool: "Kotlin (Maven)",
        example: "[ERROR] /ws/src/main/kotlin/com/acme/Main.kt: (14, 22) Unresolved reference: totalOf",
      },
      {
        tool: "Gradle Kotlin script",
        example: "e: file:///ws/build.gradle.kts:24:5: Unresolved reference: implmentation",
      },
    ],
    marks: ["e: file://", ".kt: (", ".kts: (", ".java: ("],
    pattern:
      /^\s*(?:e: |\[ERROR\] )(?:file:\/\/)?(?<file>(?:\/|[A-Za-z]:)?\S.*?\.(?:kts?|java)):(?: \((?<line>\d+), \d+\):?|(?<line_>\d+):\d+:?) (?<message>.+)$/,
    cause: "compile",
    once: "file",
  },
  {
    reads: [
      {
        tool: "Scala 3",
        example:
          '[error] -- [E007] Type Mismatch Error: /ws/src/main/scala/Cart.scala:12:19 \n[error] 12 |  val total: Int = "3"\n[error]    |                   Required: Int',
      },
    ],
    marks: ["[error] -- ", "-- [E00", "-- [E01", "-- [E05", "-- Error: "],
    pattern: /^(?:\[error\] )?-- (?<message>(?:\[E\d+\] )?[\w ]*Error): (?<file>\S+?):(?<line>\d+)(?::\d+)?\s*-*$/,
    cause: "compile",
    once: "file",
  },
  {
    reads: [{ tool: "Scala (sbt)", example: "[error] /ws/src/main/scala/com/acme/Cart.scala:12:19: type mismatch;" }],
    marks: ["[error] /", "[error] C:", "[error] D:"],
    pattern:
      /^\[(?:error|ERROR)\] (?<file>(?:[A-Za-z]:)?[\w@+~./\\-]+\.(?:scala|sbt|java)):(?<line>\d+): ?(?:\d+: )?(?:error: )?(?!\s)(?<message>.+)$/,
    cause: "compile",
    once: "file",
  },
];
