/**
 * What a card may hold at most. Feishu's own limits are higher (30 KB, 20 KB for a webhook robot, 200 elements, 5 tables):
 * its servers expand style tags before they measure, and count tables in ways the documents do not say.
 */
export const limits = {
  /** UTF-8 bytes of the serialised card. */
  cardBytes: 26_000,
  /** UTF-8 bytes of a card without callbacks: webhook robots take fewer. */
  staticCardBytes: 18_000,
  /** Objects with a `tag`. Feishu may not count the texts inside components; we do. */
  elements: 185,
  tables: 3,
  charts: 5,
  tableColumns: 10,
  /** Rows of a table on the screen at once; the client pages through the rest. */
  tablePage: 10,
} as const;

/** Lengths of texts, in UTF-16 code units. */
export const lengths = {
  title: 150,
  subtitle: 200,
  /** One outside string within a line. */
  span: 160,
  /** A text of ours within a line. */
  sentence: 600,
  buttonLabel: 40,
  figure: 24,
  cell: 80,
  chartLabel: 40,
  url: 1500,
  command: 1000,
} as const;

/** The most of each block that is ever drawn. `fit` removes more where it must. */
export const mostOf = {
  blocks: 60,
  rows: 50,
  tableRows: 100,
  lines: 60,
  linesOfRow: 6,
  spans: 20,
  figures: 12,
  actions: 24,
  trail: 5,
  chartPoints: 400,
  chartSeries: 12,
  excerptLength: 6000,
} as const;
