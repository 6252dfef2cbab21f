/** What was sent from a field, walked through with the arrow keys while it shows one of them or nothing. */
export function createTypedHistory() {
  const sent: string[] = [];
  let at = 0;

  return {
    add(text: string): void {
      if (sent.at(-1) !== text) sent.push(text);
      at = sent.length;
    },
    /** What the key brings into the field; null where it is an ordinary key. */
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
