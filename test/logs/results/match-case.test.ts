import { describe, expect, test } from "vitest";
import type { Finding } from "../../../src/logs/finding.ts";
import { openMatcher } from "../../../src/logs/results/match-case.ts";
import { readResults } from "../../../src/logs/results/read-results.ts";
import { asChunks } from "../scan-text.ts";

/** A test case as named in the log, with its target; and as in a results file: class, name and details. */
type Row = readonly [name: string, target: string | null, className: string, caseName: string, details?: string];

const same: readonly Row[] = [
  ["TestUploadRetry", "example.com/svc/upload", "example.com/svc/upload", "TestUploadRetry"],
  ["TestStoreRoundTrip", "store", "example.com/svc/store", "TestStoreRoundTrip"],
  ["TestDecode/short_header", null, "example.com/svc/frame", "TestDecode/short_header"],
  ["kv-scan::it slow_scan", null, "kv-scan::it", "slow_scan", "thread 'slow_scan' panicked at tests/it.rs:1:1:"],
  ["MergeTest.Concurrent", null, "MergeTest", "Concurrent"],
  ["Formats/PageFormatTest.Restore/2", null, "Formats/PageFormatTest", "Restore/2"],
  ["jwt_rsa", null, "jwt_rsa", "jwt_rsa"],
  ["VFSFTP big files reading cancellation", null, "tests.global", "VFSFTP big files/reading/cancellation"],
  ["parameters/initialize_short_only", null, "parameters", "initialize_short_only"],
  ["multi reference query keeps the best hit", "multi_ref", "multi.global", "multi reference query/keeps the best hit"],
  [
    "Volume snapshots gone [It] restores the data [Slow]",
    null,
    "Volume Suite",
    "[It] Volume snapshots gone restores the data [Slow]",
  ],
  ["[BeforeSuite]", null, "Volume Suite", "[BeforeSuite]"],
  ["com.acme.pay.MoneyTest.adds(int, int)[2]", null, "com.acme.pay.MoneyTest", "adds(int, int)[2]"],
  ["com.acme.pay.MoneyTest$WhenEmpty.totalIsZero", null, "com.acme.pay.MoneyTest$WhenEmpty", "totalIsZero"],
  ["com.acme.orders.OrderFlowIT", null, "com.acme.orders.OrderFlowIT", ""],
  ["com.acme.mail.MailerTest.retries", null, "com.acme.mail.MailerTest", "retries()"],
  ["CartTest.adds(int, int) > [2] 1, 3", null, "com.acme.CartTest", "[2] 1, 3"],
  ["CartSpec: A cart should total zero when empty", null, "com.acme.CartSpec", "A cart should total zero when empty"],
  ["api › answers 404", "test/api.test.js", "api answers 404", "api answers 404"],
  ["api › answers 404", "test/api.test.js", "api", "answers 404"],
  ["cart > totals an empty cart", "src/cart.test.ts", "src/cart.test.ts", "cart &gt; totals an empty cart"],
  [
    "[chromium] › tests/checkout.spec.ts:12:5 › checkout › pays with a card",
    null,
    "checkout.spec.ts",
    "checkout › pays with a card",
  ],
  ["cart adds an item", null, "adds an item", "cart adds an item"],
  ["tests/test_cart.py::TestCart::test_total", null, "tests.test_cart.TestCart", "test_total", "E   assert 0"],
  ["TestCart.test_total", null, "tests.test_cart.TestCart", "test_total", "E   assert 0"],
  [
    "tests.test_cart.CartTest.test_totals",
    null,
    "tests.test_cart.CartTest",
    "test_totals",
    "Traceback (most recent call last):",
  ],
  [
    "Acme.Cart.Tests.CartTests.Adds(a: 1, b: 2)",
    null,
    "Acme.Cart.Tests.CartTests",
    "Acme.Cart.Tests.CartTests.Adds(a: 1, b: 2)",
  ],
  ["CartTest#test_adds", null, "CartTest", "test_adds", "test_adds(CartTest) [test/cart_test.rb:14]:"],
  ["test index lists all items (ShopWeb.CartTest)", null, "Elixir.ShopWeb.CartTest", "test index lists all items"],
  ["Tests\\Feature\\CartTest > it totals an empty cart", null, "Tests\\Feature\\CartTest", "it totals an empty cart"],
  ["-[ShopTests.CartTests testTotalIsZero]", null, "ShopTests.CartTests", "testTotalIsZero"],
  ["CartTests.testFatal()", null, "ShopTests.CartTests", "testFatal"],
  ["run ps command", null, "runk-tests.bats", "run ps command"],
];

const different: readonly Row[] = [
  ["TestUpload", "example.com/svc/upload", "example.com/svc/store", "TestUpload"],
  ["TestUpload", "example.com/svc/upload", "example.com/svc/upload", "TestUploadRetry"],
  ["com.acme.CartTest.adds", null, "com.acme.OrderTest", "adds"],
  ["com.acme.CartTest.adds", null, "com.acme.CartTest", "addsTwo"],
  ["adds", null, "com.acme.CartTest", "adds"],
  ["tests/test_cart.py::test_total", null, "tests.test_order", "test_total", "E   assert 0"],
  ["api › answers 404", null, "api answers 500", "api answers 500"],
];

async function isMatched([name, target, className, caseName, details = ""]: Row): Promise<boolean> {
  const xml = `<testsuite name="s"><testcase classname="${className}" name="${caseName}"><failure>${details}</failure></testcase></testsuite>`;
  const results = await readResults(asChunks(xml), "xml");
  if (results === "refused") throw new Error("refused");
  return openMatcher(results.failures)({ name, target } as Finding) !== undefined;
}

describe("a test case of the log and of the results is the same", () => {
  test.each(same)("%s (%s) is %s and %s", async (...row) => expect(await isMatched(row as unknown as Row)).toBe(true));
});

describe("two test cases are different", () => {
  test.each(different)("%s (%s) is not %s and %s", async (...row) =>
    expect(await isMatched(row as unknown as Row)).toBe(false),
  );
});

test("a short name at the end of two test cases matches neither", async () => {
  const one = (className: string) => `<testcase classname="${className}" name="addsItem"><failure/></testcase>`;
  const results = await readResults(asChunks(`<testsuite>${one("a.CartTest")}${one("b.CartTest")}</testsuite>`), "xml");
  if (results === "refused") throw new Error("refused");
  const match = openMatcher(results.failures);
  expect(match({ name: "CartTest.addsItem", target: null } as Finding)).toBeUndefined();
  expect(match({ name: "b.CartTest.addsItem", target: null } as Finding)?.className).toBe("b.CartTest");
});
