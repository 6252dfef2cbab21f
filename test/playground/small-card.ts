/** A card with a title and whatever elements a test is about. */
export function smallCard(title: string, elements: readonly object[] = [{ tag: "markdown", content: "hello" }]) {
  return {
    schema: "2.0",
    config: { update_multi: true },
    header: { title: { tag: "plain_text", content: title } },
    body: { elements },
  };
}
