import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createCiData } from "../../src/database/engine/ci-data.ts";
import { mysql, mysqlUrl, type TestDatabase } from "../support/engines.ts";
import { type JenkinsStandIn, startJenkins } from "../support/jenkins.ts";
import { startTestService, type TestService } from "../support/service.ts";
import { pullBuild } from "../syncing/jenkins-runs.ts";

const apiToken = "a-token-for-the-api-0123456789";
const BUILDS = 30;

describe.skipIf(mysqlUrl === "")("two replicas on one database", () => {
  let database: TestDatabase;
  let jenkins: JenkinsStandIn;
  let replicas: TestService[];

  beforeEach(async () => {
    database = await mysql.open();
    await createCiData(database);
    jenkins = await startJenkins();
    const settings = { ...database.settings, jenkins_url: jenkins.url, api_token: apiToken };
    replicas = await Promise.all([startTestService(settings), startTestService(settings)]);
  });
  afterEach(async () => {
    await Promise.all(replicas.map((replica) => replica.stop()));
    await jenkins.stop();
    await database.drop();
  });

  async function ask(replica: TestService | undefined, id: number): Promise<number> {
    const { status } = await fetch(`${replica?.service.url}/api/v1/ci/job/sync`, {
      method: "POST",
      headers: { Authorization: `Bearer ${apiToken}` },
      body: JSON.stringify({ job: "unit", id }),
    });
    return status;
  }

  test("a build that both are asked for is looked up by one of them, and has one row", async () => {
    const ids = Array.from({ length: BUILDS }, (_, index) => index + 1);
    for (const id of ids) jenkins.setBuild("unit", id, pullBuild(id, { timestamp: Date.now() }));
    const answers = await Promise.all(ids.flatMap((id) => replicas.map((replica) => ask(replica, id))));
    expect(new Set(answers)).toEqual(new Set([200]));
    const rows = async () => (await database.kysely.selectFrom("ci_data").select("job_id").execute()).length;
    await expect.poll(rows).toBe(BUILDS);
    const waiting = async () =>
      (await database.kysely.selectFrom("ci_stat_sync_wishes").select("state").execute()).filter(
        ({ state }) => state !== "done",
      ).length;
    await expect.poll(waiting).toBe(0);
    const asked = jenkins.asked.filter((path) => path.startsWith("/job/unit/"));
    // One that was done before the other replica was asked for it is looked up again.
    expect(asked.length).toBeLessThan(2 * BUILDS);
  });
});
