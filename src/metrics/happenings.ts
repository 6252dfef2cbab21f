import { Counter, Histogram, type Registry } from "prom-client";
import { SECOND } from "../model/window.ts";
import { signals } from "../ports/signals.ts";

type Stop = () => void;

/** Counts and times what happens in this process. Returns a function that stops it. */
export function countHappenings(registry: Registry): Stop {
  const registers = [registry];
  const stops = [
    ...countQuestions(registers),
    ...countCalls(registers),
    countDeliveries(registers),
    ...countStatements(registers),
    countScans(registers),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function countQuestions(registers: Registry[]): Stop[] {
  const events = new Counter({
    name: "ci_stat_events_total",
    help: "Events from Feishu, with those that were refused for their signature",
    labelNames: ["kind", "result"],
    registers,
  });
  const questions = new Counter({
    name: "ci_stat_questions_total",
    help: "Commands that were typed or clicked, with repeated events and those turned away because too many waited",
    labelNames: ["kind", "result"],
    registers,
  });
  const answers = new Counter({
    name: "ci_stat_answers_total",
    help: "Answers made, by command and result",
    labelNames: ["command", "result"],
    registers,
  });
  const seconds = new Histogram({
    name: "ci_stat_answer_seconds",
    help: "How long an answer took to make, without sending it",
    labelNames: ["command"],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 15, 60],
    registers,
  });
  return [
    signals.event.listen(({ kind, result }) => events.inc({ kind, result })),
    signals.question.listen(({ kind, result }) => questions.inc({ kind, result })),
    signals.answer.listen(({ command, result, ms }) => {
      answers.inc({ command, result });
      seconds.observe({ command }, ms / SECOND);
    }),
  ];
}

function countCalls(registers: Registry[]): Stop[] {
  const calls = new Counter({
    name: "ci_stat_calls_total",
    help: "Calls of Feishu, GitHub and Jenkins, repeated ones included",
    labelNames: ["service", "operation", "result"],
    registers,
  });
  const seconds = new Histogram({
    name: "ci_stat_call_seconds",
    help: "How long a call of Feishu, GitHub or Jenkins took",
    labelNames: ["service"],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 20],
    registers,
  });
  return [
    signals.call.listen(({ service, operation, result, ms }) => {
      calls.inc({ service, operation, result });
      seconds.observe({ service }, ms / SECOND);
    }),
  ];
}

function countDeliveries(registers: Registry[]): Stop {
  const deliveries = new Counter({
    name: "ci_stat_deliveries_total",
    help: "Reports, alerts and issue cards that this process handled, by topic and what became of them",
    labelNames: ["topic", "state"],
    registers,
  });
  return signals.delivery.listen(({ topic, state }) => deliveries.inc({ topic, state }));
}

function countStatements(registers: Registry[]): Stop[] {
  const statements = new Counter({
    name: "ci_stat_statements_total",
    help: "Statements sent to the databases",
    labelNames: ["result"],
    registers,
  });
  const seconds = new Histogram({
    name: "ci_stat_statement_seconds",
    help: "How long a statement took",
    buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10, 60],
    registers,
  });
  const waits = new Counter({
    name: "ci_stat_pool_waits_total",
    help: "How often a statement had to wait because every connection to the database was busy",
    registers,
  });
  return [
    signals.statement.listen(({ result, ms }) => {
      statements.inc({ result });
      seconds.observe(ms / SECOND);
    }),
    signals.poolWait.listen(() => waits.inc()),
  ];
}

function countScans(registers: Registry[]): Stop {
  const scans = new Counter({
    name: "ci_stat_scans_total",
    help: "Logs read, by outcome",
    labelNames: ["outcome"],
    registers,
  });
  const seconds = new Histogram({
    name: "ci_stat_scan_seconds",
    help: "How long a log took to fetch and read",
    buckets: [0.05, 0.25, 1, 5, 20, 60, 300],
    registers,
  });
  return signals.scan.listen(({ outcome, ms }) => {
    scans.inc({ outcome });
    seconds.observe(ms / SECOND);
  });
}
