/** The members of a JSON object; none where the text is no JSON, or JSON of another kind. Never throws. */
export function readJsonObject(json: string | null): Readonly<Record<string, unknown>> {
  if (!json) return {};
  try {
    const parsed: unknown = JSON.parse(json);
    return typeof parsed === "object" && parsed !== null ? (parsed as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
