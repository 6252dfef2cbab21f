import type { PlantedFormat } from "../planted.ts";
import { download, type Scene } from "./steps.ts";
import type { Transcript } from "./transcript.ts";

type Tell = (log: Transcript, scene: Scene) => void;

/** The last lines of runs that infrastructure broke. */
const tales: Partial<Record<PlantedFormat, Tell>> = {
  connection_reset: (log) => {
    const { random } = log;
    download(log, `http://fileserver.ci.example/cache/${random.hex(12)}.tar.gz`, 414, 0.6);
    log.line("curl: (56) Recv failure: Connection reset by peer");
  },
  unknown_host: (log, { repo }) => {
    log.line(
      `+ git submodule update --init`,
      `fatal: unable to access 'https://ci-bot:demo-password@github.com/${repo}-test.git/': Could not resolve host: github.com`,
    );
  },
  module_proxy: (log) => {
    log.line(
      'go: github.com/BurntSushi/toml@v0.3.1: Get "http://goproxy.ci.example/github.com/%21burnt%21sushi/toml/@v/v0.3.1.mod": dial tcp: lookup goproxy.ci.example on 10.233.0.10:53: server misbehaving',
    );
  },
  killed: (log, { repo }) => {
    log.line(`go build github.com/${repo}/server: /usr/local/go/pkg/tool/linux_amd64/link: signal: killed`);
  },
  disk_full: (log) => {
    log.line(
      `tar: bin/tikv-server: Cannot write: No space left on device`,
      "tar: Exiting with failure status due to previous errors",
    );
  },
  agent_gone: (log, { run }) => {
    const agent = `${run.job.replaceAll("_", "-")}-${run.job_id}`;
    log.bare(
      `Cannot contact ${agent}: hudson.remoting.RequestAbortedException: java.nio.channels.ClosedChannelException`,
      `Agent ${agent} was deleted; cancelling node body`,
      `Could not connect to ${agent} to send interrupt signal to process`,
    );
  },
  checkout: (log, { commit }) => {
    log.line(`fatal: reference is not a tree: ${commit}`);
  },
};

export function trouble(log: Transcript, scene: Scene, format: PlantedFormat): void {
  tales[format]?.(log, scene);
}
