import type { LogLine } from "./cursor.ts";
import type { Place } from "./excerpt.ts";

/** Lines of a stack trace that are in a library, a test framework or the runtime. */
const LIBRARY = new RegExp(
  [
    String.raw`[\\/](?:node_modules|bower_components|site-packages|dist-packages|vendor|gems|\.cargo|rustc|pub-cache|alcotest(?:-engine)?|\.pnpm)[\\/]`,
    String.raw`[\\/]lib[\\/](?:python|ruby|node|perl|lua|std|zig)[\d./\\-]`,
    String.raw`\bnode:|\binternal[\\/]|<(?:Jasmine|frozen|anonymous)\b[^>]*>$|phar:|\bext:|https?:|\bpackage:|(?<![.\w])dart:`,
    String.raw`\bat (?:[\w.@-]*\/{1,2})?(?:java|javax|jdk|sun|kotlin|kotlinx|scala|groovy|munit|reactor|junit)\.`,
    String.raw`\bat (?:[\w.@-]*\/{1,2})?org\.(?:junit|opentest4j|testng|hamcrest|assertj|mockito|scalatest|spockframework|gradle|apache|springframework|codehaus|testcontainers|jetbrains|specs2)\.`,
    String.raw`\bat (?:[\w.@-]*\/{1,2})?(?:io\.kotest|com\.google\.common|com\.sun|androidx?|dalvik|com\.android|worker\.org\.gradle)\.`,
    String.raw`^\s*(?:at )?(?:Xunit|NUnit|Microsoft\.VisualStudio|Microsoft\.Testing|System|FluentAssertions|Shouldly)\.`,
    String.raw`\((?:ex_unit|elixir|stdlib|kernel) [\d.]+\)|\((?:__asan|__tsan|__ubsan|libc|\/lib\/|\/usr\/)`,
  ].join("|"),
);
const TEST_FILE = /(?:^|[._-])(?:tests?|specs?|it|e2e|cy|suite)(?:[._-]|$)|(?:Tests?|Spec|Suite|IT|Cest)\.|^[Tt]est/;

/** The file name of a path, without its folders, on any operating system. */
export function baseName(file: string): string {
  return file.slice(Math.max(file.lastIndexOf("/"), file.lastIndexOf("\\")) + 1);
}

/**
 * The place of the user's own code in a stack trace: in the test's own file if it is known, else in a file that is
 * named like a test, else in the first frame outside libraries. The pattern has the groups `file` and `line`.
 */
export function userFrame(
  lines: readonly LogLine[],
  pattern: RegExp,
  isOwn: (file: string) => boolean = () => false,
): Place | undefined {
  const places = lines.flatMap(({ text }): Place[] => {
    const { file, line } = (LIBRARY.test(text) ? null : pattern.exec(text))?.groups ?? {};
    return file === undefined || line === undefined
      ? []
      : [{ file: file.replace(/^file:\/\//, ""), line: Number(line) }];
  });
  return (
    places.find(({ file }) => isOwn(file)) ?? places.find(({ file }) => TEST_FILE.test(baseName(file))) ?? places.at(0)
  );
}

/** `at f (src/cart.ts:12:5)`, `at src/cart.ts:12:5`, `› file:///ws/cart.js:12:5`; paths may hold brackets and a drive. */
export const SCRIPT_FRAME =
  /(?:^|[\s(@])(?:webpack:\/\/[\w@.-]*\/(?:\.\/)?)?(?<file>(?:file:\/\/)?(?:[A-Za-z]:[\\/])?[\w@.[+~\\/-][\w@.()[\]+~$\\/-]*\.(?:[cm]?[jt]sx?|vue|svelte)):(?<line>\d+)(?::\d+)?\)?$/;
/** `at com.acme.CartTest.total(CartTest.java:12)`, or Gradle's short `AssertionError at CartTest.java:12`. */
export const JVM_FRAME = /(?:\(| at )(?<file>[\w$-]+\.(?:java|kt|kts|scala|groovy)):(?<line>\d+)\)?/;
/** `at Acme.CartTests.Total() in /ws/CartTests.cs:line 14`, or xunit's console `D:\ws\CartTests.cs(14,0): at …`. */
export const DOTNET_FRAME = /(?: in |^\s*)(?<file>(?:[A-Za-z]:)?[\\/].*?\.(?:cs|fs|vb))(?::line |\(|:)(?<line>\d+)/;
/** `./spec/cart_spec.rb:12:in`, `/ws/tests/CartTest.php:14`, `test/cart_test.exs:11: (test)`, `spec/cart_spec.lua:14:`. */
export const PATH_AND_LINE =
  /(?:^|[\s#([%'"])(?<file>(?:[A-Za-z]:)?[\w@.+~\\/-]*[\w+-]\.(?:rb|cr|php|phpt|exs?|erl|hrl|lua|hs|lhs|mli?|clj[cs]?|pl|pm|t|py|[cm]?[jt]sx?|java|kts?|scala|groovy|go|rs|c|cc|cpp|cxx|hh?|hpp|swift|mm?|dart|cs|fs|vb|jl|[Rr]|nim|zig|d|elm|bats|sh|feature|robot)):(?<line>\d+)(?=$|[\s:)\]',`])/;
