/** Fictional people. */
export interface DemoPerson {
  readonly login: string;
  readonly name: string;
  /** Hours behind the company's zone: a few live in Europe and America. */
  readonly hoursBehind: number;
}

const person = (login: string, name: string, hoursBehind = 0): DemoPerson => ({ login, name, hoursBehind });

export const people: readonly [DemoPerson, ...DemoPerson[]] = [
  person("lin-xiaoyu", "林小雨"),
  person("zhouwenbo-dev", "周文博"),
  person("hexiangyang", "何向阳"),
  person("tangruoxi", "Tang Ruoxi"),
  person("qiaomu2021", "乔木"),
  person("shenyanqing", "Shen Yanqing"),
  person("fengjianlan", "冯见岚"),
  person("luobeichen", "罗北辰"),
  person("guo-siyuan", "Guo Siyuan"),
  person("xiezhiwei77", "谢知微"),
  person("dengkeyi", "邓可一"),
  person("pengmuyun", "彭暮云"),
  person("yuanlanting", "Yuan Lanting"),
  person("suhaocheng", "苏昊成"),
  person("caiyunfei", "蔡云飞"),
  person("panxingye", "Pan Xingye"),
  person("weishuran", "魏舒然"),
  person("jiangtinghe", "江听荷"),
  person("annakessler", "Anna Kessler", 7),
  person("tomasz-wilk", "Tomasz Wilk", 7),
  person("mrivera-db", "Marisol Rivera", 14),
  person("owen-hartley", "Owen Hartley", 16),
  person("priya-nadar", "Priya Nadar", 3),
  person("kofi-asante", "Kofi Asante", 8),
];

/** The comment that asks the robot to merge once everything has passed. */
export const MERGE = "/merge";
const mergeBot: DemoPerson = person("ci-merge-bot", "CI Merge Bot");

/** Who wrote the comment that started a run. */
export function triggeredBy(comment: string, author: DemoPerson): DemoPerson {
  return comment === MERGE ? mergeBot : author;
}
