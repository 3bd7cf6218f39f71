// @ts-check
/** Costs by period as stacked bars, with the same numbers in words and as a table. */

import { html, nothing } from 'lit-html';
import { all, keyText } from '../columns.js';
import * as days from '../days.js';
import * as decimal from '../decimal.js';
import { swatch } from './law.js';
import './bars.js';

/** @typedef {import('../main.js').Page} Page */
/** @typedef {import('../main.js').Actions} Actions */
/** @typedef {import('../figures.js').Figures} Figures */
/** @typedef {import('../figures.js').Line} Line */

/** @param {Page} page @param {Figures} figures @param {Actions} act */
export function chart(page, figures, act) {
  const by = /** @type {string[]} */ (page.answer.by);
  const lines = page.parts;
  const colours = lines.map((line) => page.colours.get(line) ?? page.palette.others);
  const names = lines.map((line) => name(line, by));
  const drill = (/** @type {number} */ index) => {
    const keys = lines[index].keys;
    if (keys !== null) {
      act.drill(keys);
    }
  };
  const picture = {
    periods: page.answer.periods.map((/** @type {string} */ period) => days.periodText(period, page.step)),
    series: lines.map((line, index) => ({ name: names[index], colour: colours[index], costs: line.costs })),
    currency: figures.currency,
    palette: page.palette,
    drill,
  };
  return html`<section class="panel chart" aria-labelledby="chart-title">
    <h2 id="chart-title">Cost by ${page.step}, by ${all(by)}</h2>
    <cost-bars role="img" aria-label=${summary(page, figures, names, lines)} .picture=${picture}></cost-bars>
    <ul class="legend">
      ${lines.map(
        (line, index) => html`<li>
          ${line.keys === null
            ? html`<span class="key">${swatch(colours[index])}<span class="name">${names[index]}</span></span>`
            : html`<button class="key" title="Show its parts" @click=${() => drill(index)}>
                ${swatch(colours[index])}<span class="name">${names[index]}</span>
              </button>`}
        </li>`,
      )}
    </ul>
    ${twin(page, figures, names, lines)}
  </section>`;
}

/** @param {Line} line @param {string[]} by */
function name(line, by) {
  const { keys } = line;
  return keys === null ? 'everything else' : by.map((column) => keyText(keys[column])).join(', ');
}

/** @param {Page} page @param {Figures} figures @param {string[]} names @param {Line[]} lines */
function summary(page, figures, names, lines) {
  const costs = figures.all.costs;
  const peak = costs.reduce((best, cost, index) => (cost > costs[best] ? index : best), 0);
  const first = lines[0];
  return (
    `Bars of ${decimal.money(figures.all.cost)} ${figures.currency}, ${days.spanText(page.answer)}. ` +
    `The highest is ${decimal.money(costs[peak])} at ${days.periodText(page.answer.periods[peak], page.step)}. ` +
    `The largest part is ${names[0]}, ${decimal.percent(first.cost, figures.all.cost)}. The same numbers are in the table below.`
  );
}

/** @param {Page} page @param {Figures} figures @param {string[]} names @param {Line[]} lines */
function twin(page, figures, names, lines) {
  return html`<details class="twin">
    <summary>The same as a table</summary>
    <div class="scroll" tabindex="0" role="region" aria-label="Cost by ${page.step} as a table">
      <table>
        <thead>
          <tr><th scope="col">From</th>${names.map((name) => html`<th scope="col" class="number">${name}</th>`)}<th scope="col" class="number">All</th></tr>
        </thead>
        <tbody>
          ${page.answer.periods.map(
            (/** @type {string} */ period, /** @type {number} */ index) => html`<tr>
              <th scope="row">${days.dayText(period)}</th>
              ${lines.map((line) => money(line.costs[index]))}${money(figures.all.costs[index])}
            </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`;
}

/** @param {bigint} value */
function money(value) {
  return html`<td class="number" title=${decimal.plain(value, 2)}>${value === 0n ? nothing : decimal.money(value)}</td>`;
}
