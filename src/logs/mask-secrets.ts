import { lintSource } from "@secretlint/core";
import { creator as recommended } from "@secretlint/secretlint-rule-preset-recommend";
import { secretPatterns } from "./secret-patterns.ts";

const MASK = "***";
const LIBRARY = { rules: [{ id: "recommended", rule: recommended }] };

/** Replaces what must not be stored, shown or filed by `***`; linear in the text. */
export function maskSecrets(text: string): string {
  return secretPatterns.reduce((masked, { pattern, replacement }) => masked.replace(pattern, replacement), text);
}

/** The same, and then what secretlint knows of; for what is kept. */
export async function maskSecretsThoroughly(text: string): Promise<string> {
  const masked = maskSecrets(text);
  const { messages } = await lintSource({
    source: { filePath: "log", content: masked, contentType: "text" },
    options: { config: LIBRARY, noPhysicFilePath: true },
  });
  const ranges = messages.map(({ range }) => range).sort(([a], [b]) => b - a);
  return ranges.reduce((rest, [begin, end]) => rest.slice(0, begin) + MASK + rest.slice(end), masked);
}
