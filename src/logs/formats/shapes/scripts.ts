import type { Cursor } from "../../cursor.ts";
import type { Place } from "../../excerpt.ts";
import { type Shape, upTo } from "./shape.ts";

const PYTHON_FRAME = /^ +File "(?<file>[^"]+)", line (?<line>\d+)/;
const LIBRARY = /^<|\/(?:site|dist)-packages\/|\/lib\/python\d/;

/** Scripts that die of an exception that nothing catches. They count only where nothing else explains the run. */
export const scripts: readonly Shape[] = [
  {
    reads: [
      {
        tool: "Python (traceback)",
        example:
          'Traceback (most recent call last):\n  File "/ws/tools/gen.py", line 31, in main\n    print(meta["version"])\nKeyError: \'version\'',
      },
    ],
    marks: ["Traceback (most recent call last)"],
    pattern: /^Traceback \(most recent call last\):$/,
    below:
      /^(?<message>[A-Za-z_][\w.]*(?:Error|Exception|Exit|Interrupt|Warning|Fault|NotFound|DoesNotExist)\b(?:: .*)?)$/,
    within: 60,
    cause: "compile",
    excerpt: [2, 24],
    isLast: true,
    place: lastOwnFrame,
    accepts: ({ message = "" }) => !/^AssertionError/.test(message),
  },
  {
    reads: [
      { tool: "Ruby (exception)", example: "rake aborted!\nNameError: uninitialized constant Carrt" },
      {
        tool: "Java (main)",
        example:
          'Exception in thread "main" java.lang.IllegalStateException: no version\n\tat com.acme.Gen.main(Gen.java:31)',
      },
    ],
    marks: ["rake aborted!", 'Exception in thread "main" '],
    pattern: /^(?:(?:bin\/)?(?:rake|rails) aborted!|Exception in thread "main" (?<message>.+))$/,
    below: /^(?:(?<message_>[A-Z]\w*(?:::\w+)*: .+)|\s+at .*\((?<file>\w+\.\w+):(?<line>\d+)\)|.+)$/,
    cause: "compile",
    isLast: true,
  },
];

/** Of a Python traceback: the innermost frame of code that is not a library's. */
function lastOwnFrame(at: Cursor): Place | undefined {
  const frames = upTo(at.after(60), /^\S/).flatMap(({ text }) => {
    const { file, line } = PYTHON_FRAME.exec(text)?.groups ?? {};
    return file === undefined || LIBRARY.test(file) ? [] : [{ file, line: Number(line) }];
  });
  return frames.at(-1);
}
