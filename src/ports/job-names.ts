/**
 * Names of jobs that are longer than the column of `ci_data`. There, and in everything that is read from it, they are
 * shortened, with a digest at the end; Jenkins and the folder of logs only know the full names.
 */
export interface JobNames {
  /** The name in `ci_data`. */
  stored(job: string): Promise<string>;
  /** As `stored`, and remembers the full name; to be called before rows are written. */
  keep(job: string): Promise<string>;
  /** Jenkins' name of a job in `ci_data`. */
  full(job: string): Promise<string>;
  /** As `full`, without asking the database; undefined for a shortened name that was not looked up yet. */
  known(job: string): string | undefined;
}
