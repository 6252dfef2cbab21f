import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { maskPersonal } from "../../src/logs/mask-personal.ts";
import { maskSecrets } from "../../src/logs/mask-secrets.ts";

const hex = (length: number): string => "a1b2c3d4e5f60718".repeat(8).slice(0, length);
const letters = (length: number): string => "aB3dE6gH9jKlMnOpQrStUvWxYz0".repeat(8).slice(0, length);
const uuid = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";

/** A line as it may leak in a CI log, and the part that must be masked. */
const leaks: [what: string, line: string, secret: string][] = [
  ["a GitHub token", `remote: using ghp_${letters(36)} for push`, letters(36)],
  ["a fine-grained GitHub token", `TOKEN is github_pat_${letters(60)}`, letters(60)],
  ["a GitLab token", `clone with glpat-${letters(20)}`, letters(20)],
  ["a Slack token", `xoxb-${"1".repeat(12)}-${letters(24)}`, letters(24)],
  ["an npm token", `//registry.npmjs.org/:_authToken=npm_${letters(36)}`, letters(36)],
  ["a Docker Hub token", `dckr_pat_${letters(27)}`, letters(27)],
  ["an OpenAI key", `OPENAI sk-${letters(40)}`, letters(40)],
  ["an AWS key id", `key AKIA${"ABCDEFGHIJKLMNOP"} used`, "ABCDEFGHIJKLMNOP"],
  ["an AWS secret", `aws_secret_access_key = ${letters(40)}`, letters(40)],
  ["an AWS secret in the environment", `AWS_SECRET_ACCESS_KEY=${letters(40)}`, letters(40)],
  ["an Aliyun key id", `accessKeyId: LTAI${letters(20)}`, letters(20)],
  ["a Google key", `AIza${letters(35)}`, letters(35)],
  ["a bearer token", `Authorization: Bearer ${hex(32)}`, hex(32)],
  ["a bearer token in prose", `curl -H 'authorization: bearer ${hex(40)}' http://x`, hex(40)],
  ["basic authorization", `Authorization: Basic ${letters(24)}==`, letters(24)],
  ["a JSON web token", `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.${letters(43)}`, letters(43)],
  ["a tenant token", `tenant_access_token t-${hex(40)}`, hex(40)],
  ["a user token", `using u-${hex(32)}`, hex(32)],
  ["an app secret", `{"app_id":"cli_1","app_secret":"${letters(32)}"}`, letters(32)],
  ["an escaped app secret", String.raw`{\"app_secret\":\"${letters(32)}\"}`, letters(32)],
  ["an encrypt key", `encrypt_key: ${letters(16)}`, letters(16)],
  ["a Feishu hook", `POST https://open.feishu.cn/open-apis/bot/v2/hook/${uuid}`, uuid],
  ["a Slack hook", "https://hooks.slack.com/services/T000/B000/xyzxyzxyz", "T000/B000/xyzxyzxyz"],
  ["a WeCom hook", `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${uuid}`, uuid],
  ["credentials in a URL", "git clone https://bot:hunter2!@github.com/x/y.git", "hunter2!"],
  ["a password with an at sign in a URL", "mysql://root:p@ss@db:3306/x", "p@ss"],
  ["a token in a URL", `https://${hex(40)}@github.com/x/y.git`, hex(40)],
  ["a Go data source name", "root:s3cr3t@tcp(127.0.0.1:4000)/test?charset=utf8", "s3cr3t"],
  ["a password by name", "password: correct-horse", "correct-horse"],
  ["a password that begins like a harmless word", "password=nobody-knows", "nobody-knows"],
  ["a password in YAML", "db_password:   'correct horse'", "correct horse"],
  ["a password in an assignment", 'Password = "correct horse"', "correct horse"],
  ["a password in a query", "https://x/y?password=correct-horse&b=1", "correct-horse"],
  ["a password option", "mysql -h db --password=correct-horse -e 'select 1'", "correct-horse"],
  ["a password option apart", "tool --password correct-horse --verbose", "correct-horse"],
  ["a short password option of mysql", "mysql -uroot -pcorrect-horse -h db", "correct-horse"],
  ["sshpass", "sshpass -p 'correct-horse' ssh host", "correct-horse"],
  ["docker login", "docker login -u ci -p correct-horse hub.x", "correct-horse"],
  ["curl's user", "curl -u admin:correct-horse http://x", "correct-horse"],
  ["a password in SQL", "CREATE USER 'a' IDENTIFIED BY 'correct-horse'", "correct-horse"],
  ["a codecov token", `CODECOV_TOKEN=${uuid}`, uuid],
  ["a codecov option", `bash codecov.sh -f coverage.txt -t ${uuid}`, uuid],
  ["a signed URL", `https://b.s3.amazonaws.com/k?X-Amz-Signature=${hex(64)}&X-Amz-Date=2021`, hex(64)],
  ["a cookie", `Set-Cookie: JSESSIONID=${hex(24)}; Path=/`, hex(24)],
  ["a Jenkins crumb", `Jenkins-Crumb: ${hex(32)}`, hex(32)],
  ["a token by name", `GITHUB_TOKEN=${hex(20)}`, hex(20)],
  ["a private key", `-----BEGIN RSA PRIVATE KEY-----\n${letters(64)}\n-----END RSA PRIVATE KEY-----`, letters(64)],
  ["a private key that is cut off", `-----BEGIN OPENSSH PRIVATE KEY-----\n${letters(64)}\n${letters(30)}`, letters(64)],
];

describe("a secret is masked", () => {
  test.each(leaks)("%s", (_, line, secret) => {
    expect(maskSecrets(`before\n${line}`)).not.toContain(secret);
    expect(maskSecrets(`before\n${line}`)).toContain("before");
    expect(maskSecrets(line)).toContain("***");
  });
});

describe("text that is not secret stays readable", () => {
  test.each([
    "Access denied for user 'root'@'localhost' (using password: YES)",
    "executor_test.go:204: c.Assert(token, Equals, expected)",
    "syntax error: unexpected token: newline",
    "secret = os.Getenv(name)",
    "password is not set",
    "GET http://goproxy.example.com:8080/github.com/x/@v/v1.0.0.mod",
    "github.com/pingcap/check@v0.0.0-20200212061837-5e12011dc712/check.go:850",
    "git@github.com:pingcap/tidb.git",
    "--- FAIL: TestToken (0.01s)",
    "commit 0f135cbb543c5a19e0344f07e8ccc65fb33eb245",
    "Basic authentication is used",
    "the bearer of this is unknown",
    '[2021/06/01 18:00:00.000 +08:00] [INFO] [server.go:1] ["token limit"] [limit=100]',
    "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "at org.junit.Assert.fail(Assert.java:88)",
    "x-test-name: t-shirt",
  ])("%s", (line) => {
    expect(maskSecrets(line)).toBe(line);
  });
});

const pieces = fc.oneof(fc.string(), fc.constantFrom(...leaks.map(([, line]) => line)));

test("masking twice is masking once", () => {
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 6 }), (parts) => {
      const once = maskSecrets(parts.join("\n"));
      expect(maskSecrets(once)).toBe(once);
    }),
    { numRuns: 500 },
  );
});

/** Text on which a careless pattern would take quadratic time. */
const wicked = [
  "a",
  "aA1.",
  "-----BEGIN RSA PRIVATE KEY-----",
  "x://",
  "eyJ",
  "password",
  "token=",
  "a:",
  "--a-",
  "bearer ",
  "mysql ",
  "-",
  " ",
  "@",
  "+86",
  "a.",
  "1",
];

test.each(wicked)("masking takes time in proportion to the text: %j repeated", (piece) => {
  const time = (bytes: number): number => {
    const text = piece.repeat(Math.ceil(bytes / piece.length));
    const begin = process.cpuUsage();
    maskPersonal(maskSecrets(text));
    const { user, system } = process.cpuUsage(begin);
    return user + system;
  };
  time(1 << 14);
  const small = Math.min(time(1 << 15), time(1 << 15), time(1 << 15));
  const large = Math.min(time(1 << 18), time(1 << 18), time(1 << 18));
  // Eight times the text; a square would take 64 times as long.
  expect(large).toBeLessThan(Math.max(small, 2000) * 32);
});

describe("e-mail addresses and phone numbers are kept out of cards", () => {
  test.each([
    ["reported by jane.doe+ci@example.co.uk today", "reported by [e-mail] today"],
    ["Signed-off-by: X <x@y.com>", "Signed-off-by: X <[e-mail]>"],
    ["call 13812345678", "call [phone]"],
    ["call +86 138 1234 5678 or +1 555-010-9999", "call [phone] or [phone]"],
    ["toml@v0.3.1.mod and check@v0.0.0-20200212061837", "toml@v0.3.1.mod and check@v0.0.0-20200212061837"],
    ["id 138123456789 took 1600000000000 ms", "id 138123456789 took 1600000000000 ms"],
    ["root@localhost and lodash@4.17.21", "root@localhost and lodash@4.17.21"],
    ["测试人:13912345678。", "测试人:[phone]。"],
  ])("%s", (text, expected) => {
    expect(maskPersonal(text)).toBe(expected);
    expect(maskPersonal(expected)).toBe(expected);
  });
});
