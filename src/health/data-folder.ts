import { randomBytes } from "node:crypto";
import { mkdir, rm, statfs, writeFile } from "node:fs/promises";
import path from "node:path";

export interface FolderRoom {
  /** Bytes that this user may still write. */
  readonly freeBytes: number;
  /** The folder is not there yet, but can be created. */
  readonly isMissing: boolean;
}

/**
 * Writes a file to the folder and removes it, with every folder that was created for it.
 * @throws the operating system's error if that is not possible
 */
export async function probeDataFolder(folder: string): Promise<FolderRoom> {
  let made: string | undefined;
  try {
    made = await mkdir(folder, { recursive: true });
    const file = path.join(folder, `.doctor-${randomBytes(6).toString("hex")}`);
    await writeFile(file, "ci_stat doctor\n", { flag: "wx" });
    await rm(file);
    const { bavail, bsize } = await statfs(folder);
    return { freeBytes: bavail * bsize, isMissing: made !== undefined };
  } finally {
    if (made !== undefined) await rm(made, { recursive: true, force: true });
  }
}
