/** Whether the job is the one that the pattern names, or one of them: `*` stands for anything. */
export function matchesJob(pattern: string, job: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  const last = rest.pop();
  if (last === undefined) return job === pattern;
  if (!job.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = job.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return job.length - last.length >= at && job.endsWith(last);
}
