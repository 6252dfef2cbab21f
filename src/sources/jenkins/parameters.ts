import { z } from "zod";

/** The fields that are requested of each parameter. */
export const PARAMETER_TREE = "name,value,jobName,number,originalFileName";

const parameter = z.object({
  _class: z.string().catch(""),
  name: z.string(),
  value: z.unknown().optional(),
  /** A run parameter names a build. */
  jobName: z.string().nullish().catch(null),
  number: z.union([z.string(), z.number()]).nullish().catch(null),
  /** A file parameter has only the file's name. */
  originalFileName: z.string().nullish().catch(null),
});

/** Parameters of any type as text. Without passwords, and without those whose value Jenkins does not tell. */
export function readParameters(parameters: readonly unknown[]): ReadonlyMap<string, string> {
  const known = parameters.flatMap((each) => parameter.safeParse(each).data ?? []);
  const texts = known.flatMap((each): [string, string][] => {
    const text = textOf(each);
    return text === undefined ? [] : [[each.name, text]];
  });
  return new Map(texts);
}

function textOf({ _class, value, jobName, number, originalFileName }: z.output<typeof parameter>): string | undefined {
  if (/password|secret/i.test(_class)) return undefined;
  if (jobName && number) return `${jobName}#${number}`;
  if (value === undefined || value === null) return originalFileName ?? undefined;
  if (Array.isArray(value)) return value.map(String).join(",");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
