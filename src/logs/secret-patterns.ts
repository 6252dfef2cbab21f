/** One kind of secret: what is replaced, and what stays so that readers see that it was there. */
export interface SecretPattern {
  readonly kind: string;
  /** Takes linear time: every repetition is bounded or cannot overlap with what follows it. */
  readonly pattern: RegExp;
  /** `***` stands for the secret. */
  readonly replacement: string;
}

/** Words that name a secret, with any words before and after them: `DB_PASSWORD`, `aws_secret_access_key`. */
const SECRET_NAME =
  "(?:pass(?:word|wd|phrase)|pwd|secret|api[_-]?key|access[_-]?key|private[_-]?key|encrypt[_-]?key|account[_-]?key|auth[_-]?key|signing[_-]?key|credential|jenkins[_-]?crumb)";
/** Values of such a name that are not secrets. */
const HARMLESS =
  "(?!\\s|\\*\\*\\*|(?:yes|no|true|false|null|nil|none|undefined)(?![\\w-])|\\$[A-Z{(]|<|\\{|\\[|[\\w.]{0,60}\\()";

export const secretPatterns: readonly SecretPattern[] = [
  {
    kind: "private key",
    pattern: /-----BEGIN ([A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?)-----[\s\S]*?(?:-----END [A-Z ]{0,30}-----|$)/g,
    replacement: "*** ($1)",
  },
  {
    kind: "user and password in a URL",
    pattern: /\b([a-z][a-z0-9+.-]{1,20}:\/\/)(?!\*\*\*@)[^\s/:@"'<>]{0,200}:[^\s/"'<>]{0,300}@/gi,
    replacement: "$1***@",
  },
  {
    kind: "token in a URL",
    pattern: /\b([a-z][a-z0-9+.-]{1,20}:\/\/)(?!\*\*\*@)[^\s/:@"'<>]{16,300}@/gi,
    replacement: "$1***@",
  },
  {
    kind: "Go data source name",
    pattern: /(?<![\w.-])([\w.-]{1,64}):(?!\*\*\*@)[^\s@"'`]{1,200}@(tcp|unix)\(/g,
    replacement: "$1:***@$2(",
  },
  {
    kind: "web hook",
    pattern:
      /(\/open-apis\/bot\/(?:v\d\/)?hook\/|hooks\.slack\.com\/(?:services|workflows)\/|discord(?:app)?\.com\/api\/webhooks\/\d+\/|\/cgi-bin\/webhook\/send\?key=)[\w/-]+/g,
    replacement: "$1***",
  },
  {
    kind: "signed query",
    pattern:
      /([?&](?:x-amz-(?:signature|credential|security-token)|signature|sig|sign|q-signature|ossaccesskeyid|access_token|token|key|apikey)=)[^\s&"'<>#]{6,}/gi,
    replacement: "$1***",
  },
  {
    kind: "authorization header",
    pattern:
      /\b((?:proxy-)?authorization\\?["']?\s{0,3}[:=]\s{0,3}\\?["']?(?:(?:bearer|basic|token|digest)\s{1,3})?)(?!\s|\*\*\*|(?:bearer|basic|token|digest)\s)[^\s"'\\]{4,}/gi,
    replacement: "$1***",
  },
  { kind: "bearer token", pattern: /\b(bearer\s{1,3})(?=[a-z._~+/=-]{0,60}\d)[\w.~+/=-]{8,}/gi, replacement: "$1***" },
  { kind: "cookie", pattern: /\b((?:set-)?cookie:\s{0,3})(?!\s|\*\*\*)[^\n"']{4,}/gi, replacement: "$1***" },
  { kind: "JSON web token", pattern: /(?<![\w-])eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g, replacement: "***" },
  {
    kind: "vendor's token",
    pattern:
      /(?<![\w-])(?:gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abeoprs]-[\w-]{10,}|npm_\w{30,}|pypi-[\w-]{40,}|dckr_pat_[\w-]{20,}|dop_v1_\w{40,}|hv[sb]\.[\w-]{20,}|SG\.[\w-]{16,}\.[\w-]{16,}|sk-[\w-]{20,}|sk_live_\w{16,}|AIza[\w-]{35}|ya29\.[\w-]{20,}|(?:AKIA|ASIA|ABIA|ACCA)[0-9A-Z]{16}|LTAI\w{12,30}|AKID\w{13,40}|[tu]-(?=[a-z]{0,30}\d)\w{24,})/g,
    replacement: "***",
  },
  {
    kind: "option of a command",
    pattern:
      /(--?(?:[\w-]{0,30}-)?(?:password|passwd|passphrase|pass|token|secret|secret-key|access-key|api-key|apikey|auth-token)(?:=|\s{1,3}))(?!\s|-|\*\*\*)(?:"[^"\n]{1,300}"|'[^'\n]{1,300}'|[^\s"']{3,300})/g,
    replacement: "$1***",
  },
  {
    kind: "password of mysql",
    pattern: /(\bmysql\w{0,10}\b[^\n]{0,300}?\s-p)(?!\s|\*\*\*)[^\s]{1,200}/g,
    replacement: "$1***",
  },
  { kind: "password of sshpass", pattern: /(\bsshpass\s{1,3}-p\s{0,3})(?!\s|\*\*\*)\S{1,200}/g, replacement: "$1***" },
  {
    kind: "password of docker login",
    pattern: /(\blogin\b[^\n]{0,200}?\s-p\s{1,3})(?!\s|\*\*\*)\S{1,200}/g,
    replacement: "$1***",
  },
  {
    kind: "user of curl",
    pattern: /(\s(?:-u|--user)\s{1,3}["']?[^\s:"']{1,100}:)(?!\s|\*\*\*)[^\s"']{1,200}/g,
    replacement: "$1***",
  },
  { kind: "token of codecov", pattern: /(\bcodecov\b[^\n]{0,200}?\s-t\s{1,3})[0-9a-f-]{32,36}/g, replacement: "$1***" },
  {
    kind: "password in SQL",
    pattern:
      /(\bidentified\s{1,3}(?:with\s{1,3}\S{1,60}\s{1,3})?(?:by|as)\s{1,3}(?:password\s{1,3})?)(?:'[^'\n]{1,200}'|"[^"\n]{1,200}")/gi,
    replacement: "$1***",
  },
  {
    kind: "named secret",
    pattern: new RegExp(
      `(${SECRET_NAME}[\\w-]{0,30}\\\\?["'\`]?\\s{0,3}(?::=|=>|[:=])\\s{0,3})${HARMLESS}(?:(${"\\\\?[\"'`]"})${HARMLESS}[^"'\`\\\\\\n]{1,500}|[^\\s"'\`&,;()\\\\]{3,500})`,
      "gi",
    ),
    replacement: "$1$2***",
  },
  {
    kind: "named token",
    pattern: /(token\\?["'`]?\s{0,3}(?::=|=>|[:=])\s{0,3}\\?["'`]?)(?=[a-z_.~+/-]{0,60}\d)[\w.~+/=-]{8,500}/gi,
    replacement: "$1***",
  },
];
