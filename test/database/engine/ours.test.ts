import { describe, expect, test } from "vitest";
import { createCiData, isOurs, makeFast } from "../../../src/database/engine/ci-data.ts";
import { engines } from "../../support/engines.ts";
import { createNarrowCiData } from "../../support/narrow-table.ts";

describe.each(engines)("on $engine", ({ engine, open }) => {
  test("a table that we made is known as ours; another program's is not, whatever we add to it", async () => {
    const [ours, theirs] = await Promise.all([open(), open()]);
    await createCiData(ours);
    await createNarrowCiData(theirs);
    await makeFast(theirs);
    // SQLite is the embedded database, which nobody else has.
    expect([await isOurs(ours), await isOurs(theirs)]).toEqual([true, engine === "sqlite"]);
    await Promise.all([ours.drop(), theirs.drop()]);
  });
});
