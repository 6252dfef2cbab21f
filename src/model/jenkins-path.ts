/** A combination of a matrix's axes, the last part of a name: `jdk=17,os=linux`. */
const COMBINATION = /^[^=,]+=[^=,]*(,[^=,]+=[^=,]*)*$/;

/**
 * URL path of a job in Jenkins: `/job/a/job/b` for the job `b` in the folder `a`, `/job/a/jdk=17` for a configuration of
 * the matrix `a`. A job in a folder whose own name reads like a combination of axes cannot be told from a configuration.
 */
export function jenkinsJobPath(job: string): string {
  const parts = job.split("/");
  return parts
    .map((part, index) => {
      const isConfiguration = index > 0 && index === parts.length - 1 && COMBINATION.test(part);
      return (isConfiguration ? "/" : "/job/") + encodeURIComponent(part);
    })
    .join("");
}
