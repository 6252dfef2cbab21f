import { el, styled } from "../dom.ts";
import { word } from "../locale.ts";
import type { CardContext, DrawElement } from "./context.ts";
import { type Json, objectOf, stringOf } from "./untrusted.ts";

const aspectRatios = new Set(["1:1", "2:1", "4:3", "16:9"]);
const palettes: Readonly<Record<string, readonly string[]>> = {
  brand: ["#3370ff", "#14c0ff", "#7f3bf5", "#00d6b9", "#ff8800", "#f54a45"],
  rainbow: ["#f54a45", "#ff8800", "#ffc60a", "#34c724", "#14c0ff", "#3370ff", "#7f3bf5"],
  complementary: ["#3370ff", "#ff8800", "#00d6b9", "#f54a45"],
  converse: ["#7f3bf5", "#34c724", "#f01d94", "#14c0ff"],
  primary: ["#245bdb", "#3370ff", "#4e83fd", "#82a7fc", "#bacefd"],
};

interface VChartInstance {
  renderSync(): void;
  release(): void;
}
type VChartConstructor = new (
  spec: object,
  options: { dom: HTMLElement; theme: object; animation: boolean },
) => VChartInstance;

let loading: Promise<VChartConstructor> | undefined;

/** Loads the 2.4 MB chart library for the first chart. */
function loadVChart(): Promise<VChartConstructor> {
  loading ??= new Promise((resolve, reject) => {
    const script = el("script", { src: "/playground/vendor/vchart.js" });
    script.addEventListener("load", () =>
      resolve((globalThis as unknown as { VChart: { default: VChartConstructor } }).VChart.default),
    );
    script.addEventListener("error", () => reject(new Error("the chart library could not be loaded")));
    document.head.append(script);
  });
  return loading;
}

export const drawChart: DrawElement = (node, context) => {
  const spec = objectOf(node.chart_spec);
  const title = stringOf(objectOf(spec.title).text) || word(context.locale, "chart");
  const canvas = el("div", { class: "chart", role: "img", "aria-label": title });
  const ratio = stringOf(node.aspect_ratio);
  const height = stringOf(node.height);
  styled(canvas, {
    "aspect-ratio": aspectRatios.has(ratio) ? ratio.replace(":", " / ") : null,
    height: height.endsWith("px") ? height : null,
  });
  void show(canvas, node, spec, context);
  return canvas;
};

async function show(canvas: HTMLElement, node: Json, spec: Json, context: CardContext): Promise<void> {
  const gone = new Promise<void>((resolve) => context.cleanups.push(resolve));
  try {
    const VChart = await loadVChart();
    await Promise.race([comesNear(canvas), gone]);
    if (!canvas.isConnected) return;
    const theme = { type: context.dark ? "dark" : "light", fontFamily: getComputedStyle(document.body).fontFamily };
    const tooltip = { ...objectOf(spec.tooltip), renderMode: "canvas" }; // an HTML tooltip would need inline styles
    const chart = new VChart(
      { ...palette(node), ...spec, tooltip, background: "transparent" },
      { dom: canvas, animation: false, theme },
    );
    chart.renderSync();
    canvas.dataset.drawn = "true";
    void gone.then(() => chart.release());
  } catch (error) {
    canvas.classList.add("unsupported");
    canvas.textContent = error instanceof Error ? error.message : String(error);
  }
}

/** Resolves when the chart is near the viewport, because a long chat holds many charts. */
function comesNear(canvas: HTMLElement): Promise<void> {
  return new Promise((resolve) => {
    const root = canvas.closest(".stream");
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (!entry?.isIntersecting) return;
        observer.disconnect();
        resolve();
      },
      { root, rootMargin: "1200px 0px" },
    );
    observer.observe(canvas);
  });
}

function palette(node: Json): Json {
  const colors = palettes[stringOf(node.color_theme, "brand")];
  return colors ? { color: colors } : {};
}
