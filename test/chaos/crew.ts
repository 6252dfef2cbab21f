import { mkdirSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { ClockOrders } from "../support/clock.ts";
import { environmentOf, type ReplicaProcess, startReplica } from "../support/replica-process.ts";

export type ReplicaSettings = Readonly<Record<string, string | number>>;

/** Replicas of the service. One that is killed is started again at once. */
export interface Crew {
  /** Where the platform sends the next event: any replica that listens. */
  url(): string;
  killAny(): void;
  stop(): Promise<void>;
}

interface Member {
  process: ReplicaProcess;
  url: string | undefined;
}

/** @param settings keys of env.json, those of each replica */
export async function startCrew(
  file: string,
  folder: string,
  settings: readonly ReplicaSettings[],
  { clock, random }: { readonly clock: ClockOrders; readonly random: (below: number) => number },
): Promise<Crew> {
  let isStopping = false;
  let last = "";

  function launch(index: number): Member {
    const own = path.join(folder, String(index));
    mkdirSync(path.join(own, "data"), { recursive: true });
    const environment = environmentOf({ ...settings[index], data_dir: path.join(own, "data") });
    const member: Member = { process: startReplica(file, { environment, folder: own, clock }), url: undefined };
    member.process.ready.then(
      (url) => {
        member.url = url;
      },
      () => {},
    );
    return member;
  }

  const members = settings.map((_, index) => launch(index));
  await Promise.all(members.map(({ process }) => process.ready));

  function revive(index: number, member: Member): void {
    void member.process.ended.then(async () => {
      if (isStopping) return;
      await sleep(200);
      const next = launch(index);
      members[index] = next;
      revive(index, next);
    });
  }
  for (const [index, member] of members.entries()) revive(index, member);

  const listening = () => members.filter(({ url }) => url !== undefined);
  return {
    url() {
      const up = listening();
      last = up[random(Math.max(1, up.length))]?.url ?? last;
      return last;
    },
    killAny() {
      const up = listening();
      const victim = up[random(Math.max(1, up.length))];
      if (!victim) return;
      victim.url = undefined;
      victim.process.kill();
    },
    async stop() {
      isStopping = true;
      for (const { process } of members) process.kill();
      await Promise.all(members.map(({ process }) => process.ended));
    },
  };
}
