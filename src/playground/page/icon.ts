const svgNamespace = "http://www.w3.org/2000/svg";

/** Strokes on a 24 by 24 grid. */
const strokes = {
  back: "M15 5l-7 7 7 7",
  chevron: "M6 9l6 6 6-6",
  close: "M6 6l12 12M18 6L6 18",
  send: "M4 12l16-8-6 16-3-7-7-1z",
  sun: "M12 8a4 4 0 100 8 4 4 0 000-8zM12 2v2M12 20v2M4.9 4.9l1.4 1.4M17.7 17.7l1.4 1.4M2 12h2M20 12h2M4.9 19.1l1.4-1.4M17.7 6.3l1.4-1.4",
  moon: "M20 14.5A8 8 0 119.5 4a6.5 6.5 0 0010.5 10.5z",
  thread: "M4 5h16v11H9l-5 4V5zM8 9h8M8 12.5h5",
  at: "M16 12a4 4 0 11-8 0 4 4 0 018 0zm0 0v1.5a2.5 2.5 0 005 0V12a9 9 0 10-4 7.5",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  done: "M5 12.5l4.5 4.5L19 7",
  warning: "M12 4l9 16H3L12 4zM12 10v4M12 17h.01",
  info: "M12 3a9 9 0 100 18 9 9 0 000-18zM12 11v5M12 8h.01",
  time: "M12 3a9 9 0 100 18 9 9 0 000-18zM12 7v5l3.5 2",
  search: "M11 4a7 7 0 100 14 7 7 0 000-14zM16 16l4.5 4.5",
  setting:
    "M12 9a3 3 0 100 6 3 3 0 000-6zM12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.1 2.1M16.3 16.3l2.1 2.1M5.6 18.4l2.1-2.1M16.3 7.7l2.1-2.1",
  bell: "M6 16V11a6 6 0 1112 0v5l1.5 2h-15L6 16zM10 21h4",
  link: "M10 14a4 4 0 006 .5l3-3a4 4 0 00-5.7-5.7l-1 1M14 10a4 4 0 00-6-.5l-3 3a4 4 0 005.7 5.7l1-1",
  group: "M9 11a3.5 3.5 0 100-7 3.5 3.5 0 000 7zM2.5 20a6.5 6.5 0 0113 0M16 11a3 3 0 000-6M17.5 14.2A6 6 0 0121.5 20",
  calendar: "M4 6h16v14H4V6zM4 10h16M8 3v4M16 3v4",
  robot: "M5 9h14v10H5V9zM12 9V5M12 4h.01M9 13.5h.01M15 13.5h.01M10 16.5h4M2.5 12.5v3M21.5 12.5v3",
} as const;

export type IconName = keyof typeof strokes;

/** Feishu's icon tokens that are known to work there; others draw nothing, as on the platform. */
const tokens: Readonly<Record<string, IconName>> = {
  done_outlined: "done",
  close_outlined: "close",
  warning_outlined: "warning",
  info_outlined: "info",
  time_outlined: "time",
  search_outlined: "search",
  setting_outlined: "setting",
  bell_outlined: "bell",
  "link-copy_outlined": "link",
  group_outlined: "group",
  calendar_outlined: "calendar",
  robot_outlined: "robot",
  "down-small-ccm_outlined": "chevron",
  "down-bold_outlined": "chevron",
};

export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(svgNamespace, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(svgNamespace, "path");
  path.setAttribute("d", strokes[name]);
  svg.append(path);
  return svg;
}

export function iconForToken(token: unknown): SVGSVGElement | null {
  const name = typeof token === "string" ? tokens[token] : undefined;
  return name ? icon(name) : null;
}
