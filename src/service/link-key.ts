import { hkdfSync, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Settings } from "../config.ts";

const KEY_BYTES = 32;

/**
 * The key that signs log links. It is derived from a secret of the app, so that replicas with one configuration agree;
 * without an app, it is created once and kept in `data_dir`.
 */
export function readLinkKey({ encrypt_key, app_secret, data_dir }: Settings): Buffer {
  const secret = encrypt_key ?? app_secret;
  if (secret === undefined) return keptKey(path.join(data_dir, "link.key"));
  return Buffer.from(hkdfSync("sha256", secret, "", "ci_stat log links", KEY_BYTES));
}

/** The first process to create the file sets the key; the others read it. */
function keptKey(file: string): Buffer {
  mkdirSync(path.dirname(file), { recursive: true });
  try {
    writeFileSync(file, randomBytes(KEY_BYTES).toString("hex"), { flag: "wx", mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return Buffer.from(readFileSync(file, "utf8"), "hex");
}
