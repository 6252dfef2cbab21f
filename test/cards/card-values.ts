import { z } from "zod";

export const oneOf = (words: string) => z.enum(words.split(" "));

const families = "blue carmine green indigo lime orange purple red sunflower turquoise violet wathet yellow grey".split(
  " ",
);
const shades = ["", ..."50 100 200 300 350 400 500 600 700 800 900".split(" ").map((shade) => `-${shade}`)];

/** Enumerations for fields related to color. */
export const color = z.enum([
  ...families.flatMap((family) => shades.map((shade) => family + shade)),
  "white",
  "default",
] as string[]);
export const template = oneOf(
  "blue wathet turquoise green yellow orange red carmine violet purple indigo grey default",
);

export const px = (min: number, max: number) =>
  z.string().refine((text) => {
    const number = /^(-?\d+)px$/.exec(text)?.[1];
    return number !== undefined && Number(number) >= min && Number(number) <= max;
  }, `not [${min},${max}]px`);

/** One value, or all four. */
export const sides = (min: number, max: number) =>
  z.string().refine((text) => {
    const parts = text.split(" ");
    return [1, 4].includes(parts.length) && parts.every((part) => px(min, max).safeParse(part).success);
  }, `not one or four of [${min},${max}]px`);

export const spacing = z.union([oneOf("small medium large extra_large"), px(0, 99)]);
export const align = oneOf("left center right");
export const verticalAlign = oneOf("top center bottom");
export const textSize = oneOf(
  "heading-0 heading-1 heading-2 heading-3 heading-4 heading normal notation xxxx-large xxx-large xx-large x-large large medium small x-small",
);

/** Ours are always in both languages. */
export const localized = {
  content: z.string().min(1),
  i18n_content: z.strictObject({ zh_cn: z.string().min(1), en_us: z.string().min(1) }).optional(),
};
export const plainText = z.strictObject({ tag: z.literal("plain_text"), ...localized });
/** Button, overflow and placeholder texts: at most 100 characters. */
export const shortText = plainText.refine(
  ({ content, i18n_content }) =>
    [content, ...Object.values(i18n_content ?? {})].every((text) => [...text].length <= 100),
  "more than 100 characters",
);

export const icon = z.strictObject({
  tag: z.literal("standard_icon"),
  token: z.string().regex(/^[a-z0-9-]+_(outlined|filled|colorful)$/),
  color: color.optional(),
  size: z
    .string()
    .regex(/^\d+px \d+px$/)
    .optional(),
});

export const openable = z.url({ protocol: /^https?$/ });
const openUrl = z.strictObject({
  type: z.literal("open_url"),
  default_url: openable,
  pc_url: openable.optional(),
  ios_url: openable.optional(),
  android_url: openable.optional(),
});
/** SDKs refuse a value that is not an object: event-card-faq. */
const callback = z.strictObject({ type: z.literal("callback"), value: z.record(z.string(), z.json()) });
export const behaviors = z.array(z.discriminatedUnion("type", [openUrl, callback])).min(1);
export const confirm = z.strictObject({ title: plainText, text: plainText.optional() });

/** Every component may carry these. */
export const common = {
  element_id: z
    .string()
    .regex(/^[a-zA-Z]\w{0,19}$/)
    .optional(),
  margin: sides(-99, 99).optional(),
};
export const layout = {
  direction: oneOf("vertical horizontal").optional(),
  horizontal_spacing: spacing.optional(),
  vertical_spacing: spacing.optional(),
  horizontal_align: align.optional(),
  vertical_align: verticalAlign.optional(),
  padding: sides(0, 99).optional(),
};
export const name = z.string().min(1);
