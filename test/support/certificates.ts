import { execFileSync } from "node:child_process";
import path from "node:path";

/** A CA and a certificate for a server of some name, as PEM files of `folder`: NAME.pem, NAME-key.pem, NAME-ca.pem. */
export function makeCertificate(folder: string, name: string, host: string): void {
  const at = (file: string) => path.join(folder, `${name}${file}`);
  const openssl = (...args: string[]) => execFileSync("openssl", args, { stdio: "ignore" });
  const key = ["-newkey", "rsa:2048", "-nodes", "-days", "2"];
  openssl("req", "-x509", ...key, "-subj", `/CN=${name} CA`, "-keyout", at("-ca-key.pem"), "-out", at("-ca.pem"));
  const trust = ["-CA", at("-ca.pem"), "-CAkey", at("-ca-key.pem")];
  const subject = ["-subj", `/CN=${host}`, "-addext", `subjectAltName=DNS:${host}`];
  openssl("req", "-x509", ...key, ...trust, ...subject, "-keyout", at("-key.pem"), "-out", at(".pem"));
}
