import type { Failure } from "../model/failure.ts";

/** The command that runs a case locally; null if its framework is not known. */
export function howToRun({ name, rule, target }: Pick<Failure, "name" | "rule" | "target">): string | null {
  switch (rule) {
    case "gocheck":
      return `go test ${goPackage(target)} -check.f ${quoted(`^${escaped(name)}$`)}`;
    case "go test":
    case "gotestsum":
      return `go test ${goPackage(target)} -run ${quoted(goPattern(name))} -count=1`;
    case "libtest":
      return `cargo test ${quoted(name)} -- --exact`;
    case "nextest":
      return `cargo nextest run -E ${quoted(`test(=${name.split(" ").at(-1) ?? name})`)}`;
    default:
      return null;
  }
}

/** The package path inside its own repository. */
function goPackage(target: string | null): string {
  if (target === null) return "./...";
  const path = /^[\w.-]+\.[a-z]+\/[^/]+\/[^/]+(?:\/v\d+)?(?:\/(.*))?$/.exec(target);
  return quoted(path ? `./${path[1] ?? ""}`.replace(/\/$/, "") : target);
}

/** Go matches each level of subtests separately. */
function goPattern(name: string): string {
  return name
    .split("/")
    .map((part) => `^${escaped(part)}$`)
    .join("/");
}

function escaped(text: string): string {
  return text.replace(/[\\^$.|?*+()[\]{}]/g, "\\$&");
}

/** One word for a shell, whatever is in it. */
function quoted(text: string): string {
  return /^[\w./:=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
