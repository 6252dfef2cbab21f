import { builtinSpec, type RuleSpec } from "./rule-spec.ts";

const env = (name: string, regex: string, more: Partial<RuleSpec> = {}): RuleSpec =>
  builtinSpec("env", { name, regex, ...more });

/** Infrastructure faults that say what went wrong. */
export const preciseSpecs: readonly RuleSpec[] = [
  env("reference is not a tree", "^fatal: reference is not a tree: "),
  env("remote ref not found", "^fatal: [Cc]ouldn't find remote ref (\\S+)", { failure: "couldn't find remote ref" }),
  env("pathspec not known", "^error: pathspec '.*' did not match any file", {
    failure: "pathspec did not match any file",
  }),
  env("merge conflict", "^CONFLICT \\([\\w/ ]+\\): ", { failure: "merge conflict with the target branch" }),
  env("git lock", "^fatal: (?:Unable to create '.*/|could not lock config file .*|.*/)\\w+\\.lock'?: File exists", {
    failure: "git: another process holds the lock",
  }),
  env("git host key", "^Host key verification failed|^No \\w+ host key is known for", {
    failure: "git: host key verification failed",
  }),
  env(
    "git proxy",
    "^fatal: unable to access '.*': (CONNECT tunnel failed, response \\d+|Received HTTP code \\d+ from proxy after CONNECT)",
    {
      failure: "git fetch failed: $1",
    },
  ),
  env("git timed out", "^ERROR: Timeout after \\d+ minutes", { failure: "git fetch timed out" }),
  env("git lfs quota", "is over its data quota", { failure: "Git LFS: data quota exceeded" }),
  env("git lfs", "^fatal: .*: smudge filter lfs failed|^Error downloading object: |^batch response: ", {
    failure: "Git LFS download failed",
  }),
  env(
    "git authentication",
    "^fatal: Authentication failed for|Permission denied \\(publickey|^fatal: could not read (?:Username|Password)|HTTP Basic: Access denied",
    {
      failure: "git authentication failed",
    },
  ),
  env("no space left", "No space left on device|Disk quota exceeded", { failure: "$0" }),
  env(
    "out of memory",
    "OOMKilled|Out of memory: Kill|Cannot allocate memory|runtime: out of memory|JavaScript heap out of memory|virtual memory exhausted|Java heap space",
    {
      failure: "$0",
    },
  ),
  env("Gradle daemon died", "Gradle build daemon disappeared unexpectedly", { failure: "Gradle daemon died" }),
  env("compiler killed", "fatal error: Killed signal terminated program (\\w+)", {
    failure: "Killed signal terminated program $1",
  }),
  env("signal: killed", "signal: killed|signal: 9, SIGKILL", { failure: "$0" }),
  env("killed", "line \\d+: +\\d+ Killed ", { failure: "Killed" }),
  env("agent lost", "^Cannot contact \\S+: ", { failure: "agent lost", final: false }),
  env("pod lost", "\\[get\\] +for kind: \\[Pod\\] +with name: \\[\\S+\\] +in namespace: \\[\\S+\\] +failed", {
    failure: "pod gone",
    final: false,
  }),
  env(
    "socket of the agent",
    "java\\.net\\.SocketException: Socket closed|java\\.nio\\.channels\\.ClosedByInterruptException",
    {
      failure: "connection to the agent lost",
    },
  ),
  env("download not written", "^curl: \\(23\\) Failed (?:writing body|creating file)", {
    failure: "download could not be written",
  }),
  env(
    "server error",
    "500 Internal Server Error|502 Bad Gateway|503 Service (?:Temporarily )?Unavailable|504 Gateway Time-?out",
    {
      failure: "server answered $0",
    },
  ),
  env("core dumped", "line \\d+: +\\d+ .*\\(core dumped\\)", { failure: "core dumped" }),
  env(
    "agent gone",
    "^Agent \\S+ was deleted; cancelling|^Agent was removed|^Could not connect to \\S+ to send interrupt",
    {
      failure: "agent gone",
      final: false,
    },
  ),
  env(
    "channel closed",
    "^(?:FATAL: |Caused: |Also: +)?(?:hudson\\.remoting\\.(?:ChannelClosedException|RequestAbortedException)|java\\.nio\\.channels\\.ClosedChannelException)",
    {
      failure: "connection to the agent lost",
      final: false,
    },
  ),
  env("pod not created", "^ERROR: Unable to create pod|^(?:ERROR: )?Failed to launch \\S+|pods \\S+ is forbidden: ", {
    failure: "pod could not be created",
    final: false,
  }),
  env("container gone", "Container \\S+ was terminated \\((?:Exit Code: (\\d+), )?Reason: (\\w+)", {
    failure: "container terminated: $2",
    final: false,
  }),
  env(
    "agent offline",
    "has been removed or offline for .*assuming it is not coming back|^Agent went offline during the build|^ERROR: Connection was broken|^FATAL: Remote call on \\S+ failed|^Looks like the node went offline during the build",
    { failure: "agent went offline", final: false },
  ),
  env("no agent", "^All nodes of label \\S+ are offline|^There are no nodes with the label", {
    failure: "no agent of the label",
  }),
  env(
    "pod gone",
    "^Pod \\S+ was (?:just )?(?:deleted|evicted)|[Pp]od(?: \\S+)? has been evicted|The node was low on resource|Pod just failed",
    {
      failure: "pod gone",
      final: false,
    },
  ),
  env(
    "image pull",
    "ImagePullBackOff|ErrImagePull|Failed to pull image|Unable to pull container image|ErrImageNeverPull|InvalidImageName",
    { failure: "image could not be pulled" },
  ),
  env("registry limit", "toomanyrequests: ", { failure: "registry: too many requests" }),
  env("image missing", "manifest unknown|pull access denied|Error response from daemon: manifest for \\S+ not found", {
    failure: "$0",
  }),
  env("docker daemon", "Cannot connect to the Docker daemon", { failure: "Cannot connect to the Docker daemon" }),
  env(
    "not an archive",
    "gzip: stdin: (?:not in gzip format|unexpected end of file)|tar: This does not look like a tar archive|End-of-central-directory signature not found",
    {
      failure: "$0",
    },
  ),
  env(
    "apt",
    "^E: (?:Unable to fetch some archives|Failed to fetch |Could not get lock |Unable to locate package )|Hash Sum mismatch",
    { failure: "apt could not install" },
  ),
  env(
    "build timed out",
    "^Build timed out \\(after|^Cancelling nested steps due to timeout|^Timeout has been exceeded",
    {
      failure: "build timed out",
      final: false,
    },
  ),
  env(
    "step never started",
    "process apparently never started in|wrapper script does not seem to be touching the log file",
    {
      failure: "step never started",
      final: false,
    },
  ),
  env("address in use", "bind: address already in use|EADDRINUSE", { failure: "address already in use" }),
  env(
    "credentials missing",
    "^ERROR: (?:Could not find credentials entry with ID|.*CredentialNotFoundException)|CredentialNotFoundException: ",
    {
      failure: "credentials entry not found",
      final: false,
    },
  ),
  env("tool not configured", "^ERROR: (?:Tool type \\S+ does not have an install of .*|No tool named .* found)", {
    failure: "Jenkins tool is not configured",
    final: false,
  }),
  env(
    "workspace missing",
    "^ERROR: missing workspace |^ERROR: (?:Cannot delete workspace|Unable to delete )|being used by another process",
    {
      failure: "workspace cannot be used",
      final: false,
    },
  ),
  env(
    "shared library",
    "^ERROR: (?:No version \\S+ found for library \\S+|Could not resolve library|Library \\S+ (?:not found|expected))|^(?:WorkflowScript: )?Loading libraries failed",
    {
      failure: "pipeline library could not be loaded",
      final: false,
    },
  ),
  env("GitHub rate limit", "API rate limit exceeded|You have exceeded a secondary rate limit", {
    failure: "GitHub: API rate limit exceeded",
    final: false,
  }),
  env("step was not allowed", "RejectedAccessException: |^Scripts not permitted to use ", {
    failure: "pipeline script uses what the sandbox does not permit",
    final: false,
  }),
  env(
    "pipeline script",
    "^WorkflowScript: \\d+: (.*)|MultipleCompilationErrorsException: startup failed|^groovy\\.lang\\.Missing\\w+Exception: (.*)|No such DSL method '(\\w+)'",
    {
      failure: "pipeline script is broken",
      final: false,
    },
  ),
];

/** Infrastructure faults that only say that something went wrong. Findings around them tell more. */
export const generalSpecs: readonly RuleSpec[] = [
  env(
    "git fetch",
    "^ERROR: Error (?:fetching|cloning) remote repo|^ERROR: Maximum checkout retry attempts reached|^fatal: Could not read from remote repository|^fatal: unable to access '|^error: RPC failed|^fatal: index-pack failed|^ERROR: Couldn't find any revision to build",
    {
      failure: "git fetch failed",
    },
  ),
  env("command not found", ": line \\d+: (\\S+): command not found", {
    failure: "command not found: $1",
  }),
  env("command not found (sh)", ": \\d+: ([\\w./+-]+): not found$", { failure: "command not found: $1" }),
  env("command not found (cmd)", "^'(\\S+)' is not recognized as an internal or external command", {
    failure: "command not found: $1",
  }),
  env("exit code 137", "^(?:ERROR: )?script returned exit code 137$|command terminated with exit code 137", {
    failure: "killed (exit code 137)",
    final: false,
  }),
  env("exit code -1", "^(?:ERROR: )?script returned exit code -\\d+$", {
    failure: "step was cut off (exit code $0)",
    final: false,
  }),
];
