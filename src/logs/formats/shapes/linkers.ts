import type { Shape } from "./shape.ts";

const REASON = [4, 4] as const;

/** Linkers: symbols and libraries that are missing, or there twice. */
export const linkers: readonly Shape[] = [
  {
    reads: [{ tool: "GNU ld", example: "/usr/bin/ld: main.o: undefined reference to `shop::total()'" }],
    marks: ["undefined reference to ", "cannot find -l", "undefined symbol: ", "multiple definition of "],
    pattern:
      /^(?:\S*(?:ld|ld\.\w+|lld)(?:-\d+)?: )?.*?(?<message>undefined reference to [`'].+|cannot find -l\S+|undefined symbol: .+|multiple definition of [`'][^`';]+'?)/,
    cause: "compile",
    once: "log",
    excerpt: REASON,
    accepts: (_, at) => !at.text.includes("symbol lookup error"),
  },
  {
    reads: [
      {
        tool: "Apple ld",
        example: 'Undefined symbols for architecture arm64:\n  "_total", referenced from:\n      _main in main.o',
      },
    ],
    marks: ["Undefined symbols for architecture ", "duplicate symbol ", "ld: framework not found ", "ld: library "],
    pattern:
      /^(?:ld: )?(?<message>Undefined symbols? for architecture \w+|\d* ?duplicate symbols? .+|framework not found \S+|(?:library|framework) (?:not found for -l\S+|'.+' not found))/,
    cause: "compile",
    excerpt: [0, 8],
    accepts: (_, at) => !/\d+ duplicate symbols? for architecture/.test(at.text),
  },
  {
    reads: [
      {
        tool: "MSVC link",
        example:
          'main.obj : error LNK2019: unresolved external symbol "int __cdecl total(void)" referenced in function main [D:\\ws\\main.vcxproj]',
      },
    ],
    marks: ["error LNK1", "error LNK2", "error LNK4"],
    pattern: /^\s*(?:\d+>)?\S.*? ?: (?:fatal )?error (?<code>LNK\d+): (?<message>.+?)(?: \[[^\]]+proj\])?$/,
    cause: "compile",
    name: "$<code>: $<message>",
    excerpt: [2, 3],
    // LNK1120 counts the symbols that LNK2019 and LNK2001 name.
    accepts: ({ code }) => code !== "LNK1120",
  },
];
