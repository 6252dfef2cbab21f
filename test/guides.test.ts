import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import MarkdownIt, { type Token } from "markdown-it";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { withToolCount } from "../docs/describe-log-formats.ts";

const root = path.resolve(import.meta.dirname, "..");
const read = (file: string) => readFileSync(path.join(root, file), "utf8");
const tokensOf = (file: string) => new MarkdownIt({ html: true }).parse(read(file), {});

const CHINESE = ".zh-CN.md";
const guides = [".", "docs"]
  .flatMap((folder) => readdirSync(path.join(root, folder)).map((name) => path.join(folder, name)))
  .filter((file) => file.endsWith(CHINESE));

/** Code blocks as they stand, with their language: shell, JSON, TypeScript, YAML, and the drawings. */
function blocksOf(file: string): string[] {
  return tokensOf(file)
    .filter(({ type }) => type === "fence")
    .map(({ info, content }) => `${info}\n${content}`);
}

function headingsOf(file: string): string[] {
  return tokensOf(file)
    .filter(({ type }) => type === "heading_open")
    .map(({ tag }) => tag);
}

/** The code in the first cell of every row: keys, commands, metrics, messages. */
function namesInTables(file: string): string[][] {
  const tokens = tokensOf(file);
  const firstCells = tokens.flatMap((token, index) =>
    tokens[index - 1]?.type === "tr_open" && token.type === "td_open" ? [tokens[index + 1]] : [],
  );
  return firstCells.map((cell) => codeIn(cell?.children ?? []));
}

function codeIn(tokens: readonly Token[]): string[] {
  return tokens.filter(({ type }) => type === "code_inline").map(({ content }) => content);
}

/** Links to files of ours and to headings of the same page. */
function linksOf(file: string): string[] {
  return tokensOf(file)
    .flatMap(({ children }) => children ?? [])
    .map((token) => String(token.attrGet("href") ?? ""))
    .filter((href) => href !== "" && !/^[a-z]+:/.test(href));
}

/** As GitHub makes them of headings. */
function anchorsOf(file: string): string[] {
  const tokens = tokensOf(file);
  return tokens.flatMap((token, index) =>
    token.type === "heading_open" ? [slug(tokens[index + 1]?.content ?? "")] : [],
  );
}

const slug = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(" ", "-");

test("there are guides in Chinese", () => {
  expect(guides).toEqual(expect.arrayContaining(["README.zh-CN.md", "docs/jenkins.zh-CN.md", "docs/operate.zh-CN.md"]));
});

describe.each(guides)("%s", (chinese) => {
  const english = chinese.replace(CHINESE, ".md");

  test("has the code blocks of the English one", () => {
    expect(blocksOf(chinese)).toEqual(blocksOf(english));
  });

  test("has as many headings, in the same order", () => {
    expect(headingsOf(chinese)).toEqual(headingsOf(english));
  });

  test("has the keys and commands of its tables", () => {
    expect(namesInTables(chinese)).toEqual(namesInTables(english));
  });

  test("is linked with it at the top", () => {
    expect(read(chinese)).toContain(`[English](${path.basename(english)}) | 简体中文`);
    expect(read(english)).toContain(`English | [简体中文](${path.basename(chinese)})`);
  });
});

test.each([...guides, ...guides.map((file) => file.replace(CHINESE, ".md"))])("%s links to what is there", (file) => {
  const broken = linksOf(file).filter((href) => {
    const [name = "", anchor] = href.split("#");
    const target = name === "" ? file : path.join(path.dirname(file), name);
    if (!existsSync(path.join(root, target))) return true;
    return anchor !== undefined && !anchorsOf(target).includes(decodeURIComponent(anchor));
  });
  expect(broken).toEqual([]);
});

test("the Chinese README has the number of tools as it is", () => {
  expect(withToolCount(read("README.zh-CN.md"))).toBe(read("README.zh-CN.md"));
});

test("the operator's page has a word on each alert of ours", () => {
  const { groups } = parse(read("deploy/prometheus-rules.yaml")) as { groups: { rules: { alert: string }[] }[] };
  const alerts = groups.flatMap(({ rules }) => rules.map(({ alert }) => alert.toLowerCase()));
  expect(anchorsOf("docs/operate.md")).toEqual(expect.arrayContaining(alerts));
});
