import { mkdtempSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { runCommand } from "../support/terminal.ts";

test("a port that is taken ends the start with the setting to change, and leaves nothing running", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const { port } = other.address() as AddressInfo;
  const folder = mkdtempSync(path.join(tmpdir(), "ci-stat-serve-"));
  const environment = { CI_STAT_LISTEN_PORT: String(port), LANG: "en_US.UTF-8" };
  const before = process.getActiveResourcesInfo().filter((each) => each === "TCPServerWrap").length;
  const { code, err } = await runCommand({ environment, folder }, "serve");
  expect(code).toBe(1);
  expect(err).toContain(`Port ${port} is taken by another program. Set listen_port (CI_STAT_LISTEN_PORT)`);
  const after = process.getActiveResourcesInfo().filter((each) => each === "TCPServerWrap").length;
  expect(after).toBe(before);
  other.close();
});
