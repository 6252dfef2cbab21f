/** The messages sent from a field. The arrow keys walk through them while the field is empty or shows one of them. */
export function createTypedHistory() {
  const sent: string[] = [];
  let at = 0;

  return {
    add(text: string): void {
      if (sent.at(-1) !== text) sent.push(text);
      at = sent.length;
    },
    /** The text that the key recalls; null for any other key. */
    recall(key: string, shown: string): string | null {
      const walks = shown === "" || shown === sent[at];
      if (!walks || (key !== "ArrowUp" && key !== "ArrowDown")) return null;
      const next = key === "ArrowUp" ? Math.max(0, at - 1) : Math.min(sent.length, at + 1);
      if (next === at) return null;
      at = next;
      return sent[at] ?? "";
    },
  };
}
