import type { MysqlPool, MysqlPoolConnection, MysqlQueryResult } from "kysely";
import { cancellation } from "../../ports/cancellation.ts";

interface Connection extends MysqlPoolConnection {
  /** The server's id of the connection. */
  readonly threadId: number;
}

interface Pool {
  getConnection(callback: (error: unknown, connection: Connection) => void): void;
  end(callback: (error: unknown) => void): void;
}

type Answered = (error: unknown, result: MysqlQueryResult) => void;
type Kill = (threadId: number) => Promise<void>;

/** ER_QUERY_INTERRUPTED: the server's error for a statement that was killed. */
const CANCELLED = { errno: 1317, code: "ER_QUERY_INTERRUPTED" };

/**
 * A pool that kills reading statements on the server once nobody waits for their answer. Writes are short and always
 * finish.
 */
export function cancellingPool(pool: Pool, kill: Kill): MysqlPool {
  const wrapped = new WeakMap<Connection, MysqlPoolConnection>();
  return {
    getConnection(callback) {
      pool.getConnection((error, connection) => {
        const known = error ? connection : (wrapped.get(connection) ?? cancelling(connection, kill));
        if (!error) wrapped.set(connection, known);
        callback(error, known);
      });
    },
    end: (callback) => pool.end(callback),
  };
}

function cancelling(connection: Connection, kill: Kill): MysqlPoolConnection {
  function query(statement: string, values: unknown[], answered: Answered): void {
    const signal = cancellation();
    if (signal === undefined || !/^\s*\(?\s*(select|with)\b/i.test(statement)) {
      connection.query(statement, values, answered);
      return;
    }
    if (signal.aborted) {
      answered(Object.assign(new Error("nobody waits for the answer"), CANCELLED), []);
      return;
    }
    let killing = Promise.resolve();
    const stop = () => {
      killing = kill(connection.threadId);
    };
    signal.addEventListener("abort", stop, { once: true });
    connection.query(statement, values, (error, result) => {
      signal.removeEventListener("abort", stop);
      // A late kill must not hit the next statement on this connection.
      void killing.then(() => answered(error, result));
    });
  }
  return { query: query as MysqlPoolConnection["query"], release: () => connection.release() };
}
