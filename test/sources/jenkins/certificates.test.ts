import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { probeJenkins } from "../../../src/health/jenkins.ts";
import { createJenkins } from "../../../src/sources/jenkins/client.ts";
import { createJenkinsSite } from "../../../src/sources/jenkins/site.ts";
import { makeCertificate } from "../../support/certificates.ts";
import { standingClock } from "../../support/clock.ts";

let folder: string;
const ports: Record<string, number> = {};
const servers: Server[] = [];

/** A Jenkins with a certificate for `host`. */
async function serve(name: string, host: string): Promise<void> {
  makeCertificate(folder, name, host);
  const read = (file: string) => readFileSync(path.join(folder, `${name}${file}.pem`));
  const server = createServer({ key: read("-key"), cert: read("") }, (_request, response) => {
    response.setHeader("X-Jenkins", "2.440.1").end(JSON.stringify({ mode: "NORMAL" }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  servers.push(server);
  ports[name] = (server.address() as AddressInfo).port;
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "ci-stat-jenkins-"));
  await serve("own", "localhost");
  await serve("other", "jenkins.example.com");
});
afterAll(() => {
  for (const server of servers) server.close().closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
});

test.each([
  ["its own CA is trusted", "own", "own", "2.440.1"],
  ["no CA is named", "own", undefined, "UNABLE_TO_VERIFY_LEAF_SIGNATURE): set jenkins_ca_file"],
  ["another CA is named", "own", "other", "UNABLE_TO_VERIFY_LEAF_SIGNATURE): set jenkins_ca_file"],
  ["it is another machine's", "other", "other", "ERR_TLS_CERT_ALTNAME_INVALID): set jenkins_ca_file"],
])("a Jenkins with a private certificate: %s", async (_what, server, ca, says) => {
  const caFile = ca && path.join(folder, `${ca}-ca.pem`);
  const jenkins = createJenkins({ url: `https://localhost:${ports[server]}`, caFile, retryMs: 5 });
  const answer = await probeJenkins(createJenkinsSite(jenkins, standingClock(0)), 60_000);
  expect(answer.kind === "version" ? answer.version : answer.text.en_us).toContain(says);
});
