import type { Shape } from "./shape.ts";

/** Linters of infrastructure as code. */
export const infrastructureLinters: readonly Shape[] = [
  {
    reads: [
      {
        tool: "Ansible-lint",
        example: "fqcn[action-core]: Use FQCN for builtin module actions (shell).\nsite.yml:12 Task/Handler: Install",
      },
    ],
    marks: [" Task/Handler: "],
    pattern: /^(?<file>\S+\.ya?ml):(?<line>\d+)(?::\d+)? Task\/Handler: .+$/,
    above: /^(?<rule>[a-z][\w-]*(?:\[[\w-]+\])?): .+$/,
    within: 1,
    cause: "check",
    name: "ansible-lint: $<rule>",
    excerpt: [1, 1],
  },
  {
    reads: [
      {
        tool: "TFLint",
        example:
          '1 issue(s) found:\n\nError: "t2.huge" is an invalid value as instance_type (aws_instance_invalid_type)\n\n  on main.tf line 12:',
      },
      {
        tool: "TFLint (compact)",
        example: 'main.tf:12:3: Error - "t2.huge" is an invalid value (aws_instance_invalid_type)',
      },
    ],
    marks: ["issue(s) found:", ": Error - "],
    pattern: /^(?:\d+ issue\(s\) found:|(?<file>\S+\.tf):(?<line>\d+):\d+: (?:Error|Warning) - .+ \((?<rule>\w+)\))$/,
    placeWithin: [0, 6],
    cause: "check",
    name: "tflint $<rule>",
  },
  {
    reads: [
      {
        tool: "Checkov",
        example:
          'Check: CKV_AWS_20: "S3 Bucket has an ACL defined which allows public READ access."\n\tFAILED for resource: aws_s3_bucket.cart\n\tFile: /main.tf:12-15',
      },
    ],
    marks: ["FAILED for resource: "],
    pattern: /^\s*FAILED for resource: .+$/,
    above: /^Check: (?<rule>CKV\w*): .+$/,
    within: 2,
    placeWithin: [0, 2],
    cause: "check",
    name: "checkov: $<rule>",
    excerpt: [1, 4],
  },
];
