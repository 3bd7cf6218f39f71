// @ts-check
/** The element {@code <cost-bars>}: a picture of stacked bars on a canvas, drawn by ECharts. */

import * as decimal from '../decimal.js';

/**
 * @typedef {object} Picture
 * @property {string[]} periods
 * @property {{name: string, colour: string, costs: bigint[]}[]} series
 * @property {string} currency
 * @property {import('../palette.js').Palette} palette
 * @property {(series: number) => void} drill
 */

class CostBars extends HTMLElement {
  /** @type {any} */
  #chart = null;
  /** @type {Picture | null} */
  #picture = null;
  #drawn = '';
  #observer = new ResizeObserver(() => this.#chart?.resize());

  /** @param {Picture} picture */
  set picture(picture) {
    this.#picture = picture;
    const text = JSON.stringify(picture, (name, value) => (typeof value === 'bigint' ? String(value) : value));
    if (text !== this.#drawn) {
      this.#drawn = text;
      this.#draw();
    }
  }

  connectedCallback() {
    this.#observer.observe(this);
    this.#draw();
  }

  disconnectedCallback() {
    this.#observer.disconnect();
    this.#chart?.dispose();
    this.#chart = null;
  }

  async #draw() {
    const echarts = await import('echarts');
    if (!this.isConnected || this.#picture === null) {
      return;
    }
    if (this.#chart === null) {
      this.#chart = echarts.init(this, null, { renderer: 'canvas' });
      this.#chart.on('click', (/** @type {any} */ event) => this.#picture?.drill(event.seriesIndex));
    }
    this.#chart.setOption(option(this.#picture), { notMerge: true });
    this.dataset.drawn = String(this.#picture.series.length);
  }
}

customElements.define('cost-bars', CostBars);

/** @param {Picture} picture */
function option(picture) {
  const { text, line, surface } = picture.palette;
  const font = { color: text, fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 12 };
  return {
    animation: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    animationDuration: 250,
    grid: { left: 4, right: 4, top: 12, bottom: 2, containLabel: true },
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'shadow', shadowStyle: { color: text, opacity: 0.08 } },
      className: 'tip',
      backgroundColor: surface,
      borderColor: line,
      padding: 0,
      confine: true,
      transitionDuration: 0,
      formatter: (/** @type {any[]} */ points) => tip(picture, points[0].dataIndex),
    },
    xAxis: {
      type: 'category',
      data: picture.periods,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: line } },
      axisLabel: { ...font, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      splitNumber: 4,
      splitLine: { lineStyle: { color: line } },
      axisLabel: { ...font, formatter: (/** @type {number} */ value) => axisText(value) },
    },
    series: picture.series.map((series) => ({
      type: 'bar',
      stack: 'all',
      name: series.name,
      data: series.costs.map(decimal.approximate),
      barMaxWidth: 44,
      barCategoryGap: '22%',
      itemStyle: { color: series.colour, borderColor: surface, borderWidth: 0.5 },
      emphasis: { focus: 'series' },
      cursor: 'pointer',
    })),
  };
}

/** The exact costs of a period as elements: names from the server must never be read as markup; @param {Picture} picture @param {number} at */
function tip(picture, at) {
  const box = document.createElement('div');
  const row = (/** @type {string} */ name, /** @type {string} */ value, /** @type {string} */ colour) => {
    const line = box.appendChild(document.createElement('div'));
    const mark = line.appendChild(document.createElement('i'));
    mark.style.backgroundColor = colour;
    line.appendChild(document.createElement('span')).textContent = name;
    line.appendChild(document.createElement('b')).textContent = value;
  };
  const all = picture.series.reduce((sum, series) => sum + series.costs[at], 0n);
  row(picture.periods[at], `${decimal.money(all)} ${picture.currency}`, 'transparent');
  picture.series
    .filter((series) => series.costs[at] !== 0n)
    .forEach((series) => row(series.name, decimal.money(series.costs[at]), series.colour));
  return box;
}

/** @param {number} value */
function axisText(value) {
  const size = Math.abs(value);
  const [by, unit] = size >= 1e9 ? [1e9, 'B'] : size >= 1e6 ? [1e6, 'M'] : size >= 1e4 ? [1e3, 'k'] : [1, ''];
  return `${Number((value / by).toPrecision(12))}${unit}`;
}
