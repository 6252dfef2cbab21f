import type { Shape } from "./shape.ts";

/** Infrastructure as code and deployment. */
export const infrastructureCode: readonly Shape[] = [
  {
    reads: [
      {
        tool: "Terraform",
        example:
          '╷\n│ Error: Unsupported argument\n│ \n│   on main.tf line 12, in provider "aws":\n│   12:   regoin = "eu-west-1"',
      },
      { tool: "OpenTofu", example: "│ Error: Inconsistent dependency lock file" },
      {
        tool: "Terraform (apply)",
        example:
          "│ Error: creating EC2 Instance: UnauthorizedOperation\n│ \n│   with aws_instance.cart,\n│   on main.tf line 12, in resource",
      },
    ],
    marks: ["│ Error: "],
    pattern: /^\s*│ Error: (?<message>.+)$/,
    placeWithin: [0, 6],
    cause: "compile",
    excerpt: [1, 12],
    isDownload: true,
  },
  {
    reads: [
      {
        tool: "Terraform (before 0.14)",
        example: 'Error: Unsupported argument\n\n  on main.tf line 12, in provider "aws":',
      },
    ],
    marks: [1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => `.tf line ${digit}`),
    pattern: /^\s+on (?<file>\S+\.tf) line (?<line>\d+)(?:, in .*|:)$/,
    above: /^Error: (?<message>.+)$/,
    within: 4,
    cause: "compile",
    excerpt: [3, 8],
  },
  {
    reads: [
      {
        tool: "Helm",
        example:
          "Error: UPGRADE FAILED: release shop failed, and has been rolled back due to atomic being set: timed out waiting for the condition",
      },
      { tool: "Helm (install)", example: "Error: INSTALLATION FAILED: cannot re-use a name that is still in use" },
      {
        tool: "Helm (template)",
        example: 'Error: parse error at (shop/templates/deployment.yaml:12): function "tooYaml" not defined',
      },
      {
        tool: "Helm (rendering)",
        example:
          'Error: template: shop/templates/deployment.yaml:12:20: executing "shop/templates/deployment.yaml" at <.Values.image.tag>: nil pointer evaluating interface {}.tag',
      },
      {
        tool: "Helm (values)",
        example: "Error: execution error at (shop/templates/deployment.yaml:12:4): image.tag is required",
      },
      {
        tool: "Helm (YAML)",
        example: "Error: YAML parse error on shop/templates/deployment.yaml: error converting YAML to JSON",
      },
    ],
    marks: [
      "Error: UPGRADE FAILED",
      "Error: INSTALLATION FAILED",
      "Error: parse error at (",
      "Error: template: ",
      "Error: execution error at (",
      "Error: YAML parse error on ",
      "Error: values don't meet ",
      "Error: found in Chart.yaml",
      "Error: Kubernetes cluster unreachable",
      "Error: failed to download ",
    ],
    pattern:
      /^Error: (?<message>(?:(?:UPGRADE|INSTALLATION) FAILED: .+|(?:parse|execution) error at \((?<file>[^:)]+):(?<line>\d+).+|template: (?<file_>[^:]+):(?<line_>\d+):.+|YAML parse error on .+|values don't meet .+|found in Chart\.yaml.+|Kubernetes cluster unreachable.*|failed to download .+))$/,
    cause: "env",
    excerpt: [8, 6],
  },
  {
    reads: [{ tool: "Helm (lint)", example: "Error: 1 chart(s) linted, 1 chart(s) failed" }],
    marks: ["chart(s) failed"],
    pattern: /^Error: (?<message>\d+ chart\(s\) linted, [1-9]\d* chart\(s\) failed)/,
    cause: "check",
    excerpt: [8, 0],
  },
  {
    reads: [
      {
        tool: "kubectl",
        example:
          'error: error validating "deploy.yaml": error validating data: unknown field "replicass" in io.k8s.api.apps.v1.DeploymentSpec',
      },
      {
        tool: "kubectl (server)",
        example: 'Error from server (Forbidden): deployments.apps "shop" is forbidden: User "ci" cannot patch resource',
      },
      { tool: "kubectl (rollout)", example: 'error: deployment "shop" exceeded its progress deadline' },
      {
        tool: "kubectl (YAML)",
        example:
          "error: error parsing deploy.yaml: error converting YAML to JSON: yaml: line 12: mapping values are not allowed in this context",
      },
      { tool: "kubeconform", example: "deploy.yaml - Deployment shop is invalid: problem validating schema." },
      {
        tool: "kustomize",
        example:
          "Error: accumulating resources: accumulation err='accumulating resources from 'missing.yaml'': evalsymlink failure",
      },
    ],
    marks: [
      "error: error validating ",
      "Error from server (",
      "exceeded its progress deadline",
      "error: error parsing ",
      " is invalid: ",
      "Error: accumulating resources",
      "error: timed out waiting for the condition",
    ],
    pattern:
      /^(?:error: |Error: )?(?<message>error (?:validating|parsing) "?(?<file>[\w./-]+\.\w+).+|Error from server \((?!NotFound|AlreadyExists).+|deployment "?\S+"? exceeded its progress deadline|(?<file_>\S+\.ya?ml) - .+ is invalid: .+|accumulating resources.+|timed out waiting for the condition.*)$/,
    cause: "env",
    isLast: true,
  },
  {
    reads: [
      {
        tool: "Ansible",
        example:
          'TASK [Install the package] *****\nfatal: [web-01]: FAILED! => {"changed": false, "msg": "No package matching \'acme-shopd\' is available"}\n\nPLAY RECAP *****',
      },
      {
        tool: "Ansible (unreachable)",
        example:
          'TASK [Gathering Facts] *****\nfatal: [web-01]: UNREACHABLE! => {"changed": false, "msg": "Failed to connect to the host via ssh"}',
      },
      {
        tool: "Ansible (loop)",
        example:
          'TASK [Install the package] *****\nfailed: [web-01] (item=acme) => {"changed": false, "msg": "No package matching \'acme\' found"}',
      },
    ],
    marks: ["]: FAILED! => ", "]: UNREACHABLE! => ", "failed: ["],
    pattern: /^(?:fatal: \[(?<host>[^\]]+)\]: (?:FAILED|UNREACHABLE)!|failed: \[(?<host_>[^\]]+)\] \(item=.*?\)) => /,
    above: /^(?:TASK|RUNNING HANDLER) \[(?<message>.+?)\] \*+/,
    within: 40,
    cause: "env",
    excerpt: [1, 8],
    accepts: (_, at) =>
      !at
        .after(12)
        .some(
          ({ text }, index, lines) =>
            /^\.\.\.ignoring/.test(text) && !lines.slice(0, index).some((line) => /^TASK \[|^fatal: /.test(line.text)),
        ),
  },
  {
    reads: [
      {
        tool: "Ansible (syntax)",
        example:
          "ERROR! couldn't resolve module/action 'copyy'. This often indicates a misspelling, missing collection, or incorrect module path.\n\nThe error appears to be in '/ws/site.yml': line 12, column 7",
      },
    ],
    marks: ["ERROR! "],
    pattern: /^ERROR! (?<message>.+?)\.?$/,
    placeWithin: [0, 4],
    cause: "compile",
  },
  {
    reads: [
      { tool: "Pulumi", example: "error: update failed" },
      {
        tool: "AWS CDK",
        example: "❌  ShopStack failed: Error: The stack named ShopStack failed to deploy: UPDATE_ROLLBACK_COMPLETE",
      },
      { tool: "CloudFormation", example: "Failed to create/update the stack. Run the following command" },
      { tool: "Packer", example: "==> Builds finished but no artifacts were created." },
      { tool: "Serverless", example: "Error:\nUPDATE_FAILED: CartLambdaFunction (AWS::Lambda::Function)" },
    ],
    marks: [
      "error: update failed",
      "error: preview failed",
      " failed to deploy: ",
      "Failed to create/update the stack",
      "Builds finished but no artifacts",
      "UPDATE_FAILED: ",
      "CREATE_FAILED: ",
    ],
    pattern:
      /^(?:❌ +)?(?<message>error: (?:update|preview) failed|\S+ failed: .+|.*Failed to create\/update the stack|==> Builds finished but no artifacts were created|(?:UPDATE|CREATE)_FAILED: .+)/,
    cause: "env",
    excerpt: [14, 3],
    isLast: true,
  },
  {
    reads: [{ tool: "nginx", example: 'nginx: [emerg] unknown directive "serverr" in /etc/nginx/nginx.conf:12' }],
    marks: ["nginx: [emerg] "],
    pattern: /^nginx: \[emerg\] (?<message>.+?)(?: in (?<file>\S+):(?<line>\d+))?$/,
    cause: "check",
  },
];
