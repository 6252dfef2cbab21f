import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { RefusedError, TruncatedError, UnreachableError } from "../../src/ports/errors.ts";
import type { OpenLog } from "../../src/ports/logs.ts";
import { type LogServer, startLogServer } from "./log-server.ts";

const ESC = "\u001b";
const failing = [
  "[2021-06-20T02:00:01.000Z] ----------------------------------------------------------------------",
  "[2021-06-20T02:00:01.000Z] FAIL: executor_test.go:204: testSuite.TestPlanStats",
  "[2021-06-20T02:00:01.000Z] ",
  "[2021-06-20T02:00:01.000Z] executor_test.go:210:",
  "[2021-06-20T02:00:01.000Z]     c.Assert(err, IsNil)",
  "[2021-06-20T02:00:01.000Z] ",
];
const quiet = (count: number) => Array.from({ length: count }, (_, index) => `quiet ${index + 1}`);
const textOf = (html: string) =>
  html
    .replace(/<[^>]*>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
const lineOf = (page: string, number: number) =>
  textOf(new RegExp(`id="L${number}">.*?</a><code>(.*)</code></div>`).exec(page)?.[1] ?? "(no such line)");
const numbersOf = (page: string) => [...page.matchAll(/id="L(\d+)"/g)].map(([, number]) => Number(number));

describe("the log page", () => {
  let server: LogServer;
  let id = 0;
  const ref = () => ({ job: "tidb_ghpr_unit_test", id });
  beforeAll(async () => {
    server = await startLogServer();
  });
  afterAll(() => server.stop());
  beforeEach(() => {
    id++;
  });

  const read = (url: string, language = "en") => fetch(url, { headers: { "Accept-Language": language } });
  const pageOf = async (place?: Parameters<LogServer["address"]>[1]) =>
    (await read(server.address(ref(), place))).text();

  test("opens at the first failing line, and lists the failures", async () => {
    server.add(ref(), [...quiet(2000), ...failing, ...quiet(2000)].join("\n"));
    const page = await pageOf();
    expect(numbersOf(page).slice(0, 2)).toEqual([1990, 1991]);
    expect(page).toMatch(/class="line failing chosen" id="L2002"/);
    expect(lineOf(page, 2002)).toContain("FAIL: executor_test.go:204: testSuite.TestPlanStats");
    expect(page).toContain("1 failure");
    expect(page).toContain("4,006 lines");
  });

  test("shows every line exactly once from the start to the end", async () => {
    server.add(ref(), quiet(3333).join("\n"), "SUCCESS");
    const seen: number[] = [];
    let next: string | undefined = server.address(ref(), { from: 1 });
    while (next !== undefined) {
      const page: string = await (await read(next)).text();
      seen.push(...numbersOf(page));
      const href: string | undefined = /rel="next" href="([^"]*)"/.exec(page)?.[1];
      next = href && server.url + textOf(href);
    }
    expect(seen).toEqual(Array.from({ length: 3333 }, (_, index) => index + 1));
  });

  test("goes to any line, and to the last ones where there is no such line", async () => {
    server.add(ref(), quiet(300_000).join("\n"), "SUCCESS");
    expect(lineOf(await pageOf({ line: 271_828 }), 271_828)).toBe("quiet 271828");
    expect(numbersOf(await pageOf({ line: 9_999_999 })).at(-1)).toBe(300_000);
    expect(lineOf(await pageOf({ from: Number.MAX_SAFE_INTEGER }), 300_000)).toBe("quiet 300000");
  });

  test("an unexplained failure opens at its end and says so", async () => {
    server.add(ref(), quiet(5000).join("\n"));
    const page = await pageOf();
    expect(numbersOf(page).at(-1)).toBe(5000);
    expect(page).toContain("Nothing in this log explains the failure");
  });

  test("speaks the reader's language", async () => {
    server.add(ref(), failing.join("\n"));
    expect(await (await read(server.address(ref()), "zh-CN,zh;q=0.9,en;q=0.8")).text()).toContain("1 项失败");
    expect(await (await read(server.address(ref()), "en-GB,en;q=0.9")).text()).toContain("1 failure");
    expect(await (await read(server.address(ref()), "fr")).text()).toContain("1 项失败");
  });

  test("nothing in a log becomes markup, script or a link", async () => {
    const hostile = [
      "<script>alert(1)</script>",
      `"><img src=x onerror=alert(1)>`,
      `${ESC}]8;;javascript:alert(1)${ESC}\\click${ESC}]8;;${ESC}\\`,
      `${ESC}]8;;https://evil.example/\u0007tap${ESC}]8;;\u0007`,
      `${ESC}[31m<b>red</b>${ESC}[0m`,
      `</code></div></main><form action=//evil.example>`,
    ];
    server.add(ref(), hostile.join("\n"), "SUCCESS");
    for (const page of [await pageOf(), await pageOf({ find: "a" }), await pageOf({ find: "<script>" })]) {
      expect(page).not.toMatch(/<script>|<img|javascript:|evil\.example[^&]*"|<form action/);
    }
    const page = await pageOf();
    expect(lineOf(page, 1)).toBe("<script>alert(1)</script>");
    expect(lineOf(page, 3)).toBe("click");
    expect(lineOf(page, 4)).toBe("tap");
    expect(page).toContain('<span class="fg-1">&lt;b&gt;red&lt;/b&gt;</span>');
  });

  test("hidden notes, carriage returns and progress meters are shown as a terminal would", async () => {
    const lines = [
      `before ${ESC}[8mha:////4AAAA/secretnote==${ESC}[0mafter\r`,
      "[2021-06-20T02:00:01.000Z]   1 100k\r  50 100k\r 100 100k\r",
      `${ESC}[1;32mbold green`,
      "still green",
      `${ESC}[0mplain ${ESC}[38;5;196mred of 256${ESC}[38;2;0;0;240mtrue blue${ESC}[2K${ESC}[0m${ESC}`,
    ];
    server.add(ref(), lines.join("\n"), "SUCCESS");
    const page = await pageOf();
    expect(lineOf(page, 1)).toBe("before after");
    expect(lineOf(page, 2)).toBe("[2021-06-20T02:00:01.000Z]  100 100k");
    expect(page).toContain('<span class="bold fg-2">still green</span>');
    expect(page).toContain('<span class="fg-9">red of 256</span><span class="fg-4">true blue</span>');
    expect(page).not.toContain(ESC);
  });

  test("a huge line is cut, and neither its end nor the next line is lost", async () => {
    server.add(ref(), `start\n${"x".repeat(30_000_000)}\nafter`, "SUCCESS");
    const page = await pageOf();
    expect(page.length).toBeLessThan(30_000);
    expect(lineOf(page, 2)).toMatch(/^x{4000} … 29,996,000 more characters$/);
    expect(lineOf(page, 3)).toBe("after");
    expect(await pageOf({ find: "after" })).toContain("1 line found");
  });

  describe("secrets", () => {
    const token = "ghp_0123456789abcdefghijABCDEFGHIJ012345";
    const key = ["-----BEGIN RSA PRIVATE KEY-----", ...quiet(40), "-----END RSA PRIVATE KEY-----", "after the key"];

    test("are masked in windows and in what a search finds, colours within them or not", async () => {
      server.add(ref(), [`token=${token}`, `export ${ESC}[31mGH_TOKEN=ghp_01234${ESC}[0m${token.slice(9)}`].join("\n"));
      for (const page of [await pageOf(), await pageOf({ find: "token" })]) {
        expect(page).not.toContain(token.slice(9));
        expect(textOf(page)).toContain("***");
      }
    });

    test("cannot be guessed by searching for them", async () => {
      server.add(ref(), `token=${token}`);
      expect(await pageOf({ find: token.slice(0, 12) })).toContain("No line of the log contains this text");
    });

    test("a private key is hidden to its end, wherever the window begins and whatever is looked for", async () => {
      server.add(ref(), [...quiet(100), ...key].join("\n"), "SUCCESS");
      for (const place of [{ from: 1 }, { from: 110 }, { from: 142 }]) {
        const page = await pageOf(place);
        expect(lineOf(page, 142)).toBe("***");
        expect(lineOf(page, 143)).toBe("after the key");
      }
      expect(textOf(await pageOf({ find: "quiet 30" }))).toContain("1 line found");
      expect(textOf(await pageOf({ find: "quiet 30", from: 115 }))).toContain("No line");
    });
  });

  describe("search", () => {
    test("finds whatever the case, in and through colours, and links to the lines", async () => {
      server.add(ref(), [...quiet(1500), `a ${ESC}[31mNee${ESC}[0mDle`, ...quiet(10), "needles"].join("\n"), "SUCCESS");
      const page = await pageOf({ find: "NEEDLE" });
      expect(numbersOf(page)).toEqual([1501, 1512]);
      expect(page).toContain("2 lines found");
      expect(page).toContain("<mark>needle</mark>s");
      expect(page).toMatch(/href="[^"]*line=1501#L1501"/);
    });

    test("stops at a bound and goes on from there", async () => {
      server.add(ref(), Array.from({ length: 700 }, (_, index) => `needle ${index + 1}`).join("\n"), "SUCCESS");
      const seen: number[] = [];
      let next: string | undefined = server.address(ref(), { find: "needle" });
      for (; next !== undefined; ) {
        const page: string = await (await read(next)).text();
        seen.push(...numbersOf(page));
        const href: string | undefined = /<a href="([^"]*)">There are more/.exec(page)?.[1];
        next = href && server.url + textOf(href);
      }
      expect(seen).toEqual(Array.from({ length: 700 }, (_, index) => index + 1));
    });
  });

  describe("links", () => {
    beforeEach(() => server.add(ref(), failing.join("\n")));

    test("expire, and the page says how to get a new one", async () => {
      const address = server.address(ref());
      server.clock.at += 8 * 86_400_000;
      const response = await read(address);
      expect(response.status).toBe(410);
      const page = await response.text();
      expect(textOf(page)).toContain(`/ci run tidb_ghpr_unit_test ${id}`);
      expect(page).not.toContain("TestPlanStats");
    });

    test("for another run, another time, without or with half a signature are refused alike", async () => {
      const address = server.address(ref());
      const other = { ...ref(), id: 1000 + id };
      server.add(other, "other log");
      const forged = [
        address.replace(`/${id}/log`, `/${other.id}/log`),
        address.replace(/until=(\d+)/, (_, until) => `until=${Number(until) + 1}`),
        address.replace(/&sign=[^&#]*/, ""),
        address.replace(/sign=[\w-]{9}/, "sign="),
        address.replace("sign=", "sign=a&sign="),
        address.replace(/until=\d+/, "until=1e99"),
      ];
      for (const each of forged) {
        const response = await read(each);
        expect(response.status, each).toBe(403);
        expect(await response.text()).not.toMatch(/other log|TestPlanStats/);
      }
    });

    test("cannot lead out of the folder of logs, even when signed", async () => {
      for (const job of ["..", "../../etc", "a/../../b", "..\\..", "a\0b", "%2e%2e"]) {
        server.add({ job, id: 1 }, null);
        const response = await read(server.address({ job, id: 1 }));
        expect([403, 404], job).toContain(response.status);
      }
    });

    test("work for folder jobs, also where a proxy decodes the slashes", async () => {
      const folder = { job: "team/release/unit test", id: 5 };
      server.add(folder, failing.join("\n"));
      const address = server.address(folder);
      expect(address).toContain("/runs/team%2Frelease%2Funit%20test/5/log");
      expect((await read(address)).status).toBe(200);
      expect((await read(address.replaceAll("%2F", "/"))).status).toBe(200);
    });

    test("with broken encoding get a page, not a stack trace", async () => {
      const response = await read(server.address(ref()).replace("tidb_", "%zz"));
      expect(response.status).toBe(403);
      expect(await response.text()).not.toContain("    at ");
    });
  });

  test("a log that is gone shows what was kept of it; an unknown run says so", async () => {
    server.add(ref(), failing.join("\n"));
    await pageOf();
    const gone = await startLogServer({ logs: { open: async () => ({ kind: "none" }) } });
    gone.add(ref(), null);
    const page = await read(gone.address(ref()));
    expect(page.status).toBe(404);
    expect(await page.text()).toContain("no failures were stored");
    await gone.stop();
    const unknown = await read(server.address({ job: "no_such", id: 1 }));
    expect(unknown.status).toBe(404);
    expect(await unknown.text()).toContain("Run not found");
  });

  test("what a log has grown by is there at the next look", async () => {
    server.add(ref(), "one\ntwo", "SUCCESS");
    expect(numbersOf(await pageOf())).toEqual([1, 2]);
    server.add(ref(), "one\ntwo and a half\nthree\n", "SUCCESS");
    const page = await pageOf();
    expect(numbersOf(page)).toEqual([1, 2, 3]);
    expect(page).toContain("3 lines");
    server.add(ref(), "anew\n", "SUCCESS");
    expect(numbersOf(await pageOf())).toEqual([1]);
  });

  describe("of a log that is not whole", () => {
    async function pageOver(log: Partial<OpenLog>): Promise<{ status: number; page: string }> {
      const read = async function* () {
        yield Buffer.from(failing.join("\n"));
      };
      const opened: OpenLog = { kind: "log", size: null, version: "1", growing: false, read, ...log };
      const odd = await startLogServer({ logs: { open: async () => opened } });
      odd.add(ref(), null);
      await look(odd);
      const response = await look(odd);
      await odd.stop();
      return response;
    }
    async function look(odd: LogServer) {
      const response = await read(odd.address(ref(), { line: 2 }));
      return { status: response.status, page: await response.text() };
    }

    test("says that more may come while it grows", async () => {
      const { page } = await pageOver({ growing: true });
      expect(page).toContain("still be writing this log");
      expect(lineOf(page, 2)).toContain("testSuite.TestPlanStats");
    });

    test("says that it is cut off, and shows what there is", async () => {
      const read = async function* () {
        yield Buffer.from(failing.join("\n"));
        throw new TruncatedError();
      };
      const { page } = await pageOver({ read });
      expect(page).toContain("The log is incomplete");
      expect(lineOf(page, 6)).not.toBe("(no such line)");
    });

    test("says why it cannot be read, and that it is worth another try where a machine is away", async () => {
      const failWith = (error: Error) =>
        async function* (): AsyncGenerator<Uint8Array> {
          yield Buffer.from("one\n");
          throw error;
        };
      const broken = await pageOver({ read: failWith(Object.assign(new Error("disk"), { code: "EIO" })) });
      expect(broken.status).toBe(502);
      expect(broken.page).toContain("EIO");
      const away = await pageOver({ read: failWith(new UnreachableError("Jenkins", { cause: new Error("secret") })) });
      expect(away.status).toBe(503);
      expect(away.page).not.toContain("secret");
      const refused = await pageOver({ read: failWith(new RefusedError("Jenkins", 401, "mend jenkins_token")) });
      expect(refused.status).toBe(502);
      expect(refused.page).toContain("mend jenkins_token");
    });
  });

  test("is guarded by its headers", async () => {
    server.add(ref(), failing.join("\n"));
    const { headers } = await read(server.address(ref()));
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("unsafe");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("x-robots-tag")).toContain("noindex");
    expect(headers.get("cache-control")).toContain("private");
  });

  test("stands below a path of a proxy", async () => {
    const below = await startLogServer({ publicUrl: "https://ci.example/stat" });
    below.add(ref(), failing.join("\n"));
    const page = await (await read(below.address(ref()))).text();
    expect(page).toContain('href="/stat/log-page/style.css"');
    expect(page).toContain('href="/stat/runs/tidb_ghpr_unit_test/');
    await below.stop();
  });
});
