import type { Shape } from "./shape.ts";

/** Tools that build container images. */
export const containerImages: readonly Shape[] = [
  {
    reads: [
      {
        tool: "Docker (BuildKit)",
        example:
          'Dockerfile:7\n--------------------\n   7 | >>> COPY dist /srv/www\n--------------------\nERROR: failed to solve: failed to compute cache key: failed to calculate checksum of ref 1a2b::5e6f: "/dist": not found',
      },
      {
        tool: "Docker (parse)",
        example:
          "ERROR: failed to solve: dockerfile parse error on line 7: unknown instruction: RUNN (did you mean RUN?)",
      },
      {
        tool: "Docker (frontend)",
        example:
          "failed to solve with frontend dockerfile.v0: failed to create LLB definition: dockerfile parse error line 7: unknown instruction: RUNN",
      },
    ],
    marks: ["failed to solve: ", "failed to solve with frontend ", "failed to build: failed to solve"],
    pattern:
      /^(?:ERROR: |#\d+ ERROR: |error: )?(?:failed to build: )?failed to solve(?: with frontend \S+)?: (?:rpc error: code = \w+ desc = )?(?<message>.+)$/,
    placeWithin: [16, 0],
    cause: "compile",
    excerpt: [16, 2],
    isDownload: true,
    accepts: ({ message = "" }) =>
      /checksum|cache key|dockerfile/i.test(message) ||
      !/did not complete successfully|toomanyrequests|pull access denied|manifest unknown/.test(message),
  },
  {
    reads: [
      {
        tool: "Docker (legacy builder)",
        example:
          "COPY failed: file not found in build context or excluded by .dockerignore: stat dist: file does not exist",
      },
      {
        tool: "Docker (Dockerfile)",
        example: "Error response from daemon: dockerfile parse error line 7: unknown instruction: RUNN",
      },
      { tool: "Docker Compose", example: 'service "web" refers to undefined network front: invalid compose project' },
      {
        tool: "Kaniko",
        example:
          "error building image: error building stage: failed to execute command: waiting for process to exit: exit status 1",
      },
    ],
    marks: [
      "COPY failed: ",
      "ADD failed: ",
      "dockerfile parse error",
      "invalid compose project",
      "error building image: ",
    ],
    pattern:
      /^(?:ERROR: |Error response from daemon: )?(?<message>(?:COPY|ADD) failed: .+|dockerfile parse error(?: on)? line (?<line>\d+).+|.+: invalid compose project|error building image: .+)$/,
    cause: "compile",
    excerpt: [6, 2],
  },
  {
    reads: [
      {
        tool: "Docker (legacy builder, a command)",
        example: "The command '/bin/sh -c npm ci' returned a non-zero code: 1",
      },
    ],
    marks: [" returned a non-zero code: "],
    pattern: /^(?<message>The command '.+' returned a non-zero code: \d+)/,
    cause: "compile",
    excerpt: [12, 1],
    isLast: true,
  },
];
