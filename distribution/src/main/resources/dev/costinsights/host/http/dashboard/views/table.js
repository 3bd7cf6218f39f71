// @ts-check
/** The groups, one a row: what they cost, and a way into each. */

import { html, nothing, svg } from 'lit-html';
import { all, inWords, isExplained, keyText, label } from '../columns.js';
import * as decimal from '../decimal.js';
import { into } from '../drill.js';
import { difference } from '../figures.js';
import { added } from '../filters.js';
import * as questions from '../questions.js';
import { counted, number } from '../words.js';
import { changeText } from './cards.js';
import { swatch } from './law.js';

/** @typedef {import('../main.js').Page} Page */
/** @typedef {import('../main.js').Actions} Actions */
/** @typedef {import('../figures.js').Figures} Figures */
/** @typedef {import('../figures.js').Line} Line */

const MORE = 75;
const MOST = 1000;

/** @param {Page} page @param {Figures} figures @param {Actions} act */
export function table(page, figures, act) {
  const by = /** @type {string[]} */ (page.answer.by);
  const hasIdle = figures.all.idle !== 0n;
  return html`<section class="panel groups" aria-labelledby="groups-title">
    <h2 id="groups-title">${counted(figures.groups, 'group')} by ${all(by)}</h2>
    <div class="scroll" tabindex="0" role="region" aria-label="Table of groups">
      <table>
        <thead>
          <tr>
            ${by.map((column) => html`<th scope="col">${label(column)}</th>`)}
            ${sorted('cost', 'Cost', page, act, figures.compares)}
            <th scope="col">Share</th>
            ${figures.compares ? html`<th scope="col" class="number">Before</th>${sorted('change', 'Change', page, act, true)}` : nothing}
            ${hasIdle ? html`<th scope="col" class="number">Idle laid on it</th>` : nothing}
            <th scope="col" class="number">Runs</th>
            <th scope="col" class="number">Cost per run</th>
            <th scope="col">Trend</th>
            <th scope="col"><span class="hidden">What can be done</span></th>
          </tr>
        </thead>
        <tbody>
          ${figures.lines.map((line) => row(line, page, figures, act))}
        </tbody>
        <tfoot>
          ${figures.rest === null ? nothing : foot(`Everything else, ${counted(figures.groups - figures.lines.length, 'group')}`, figures.rest, figures, by)}
          ${foot('All', figures.all, figures, by)}
        </tfoot>
      </table>
    </div>
    ${more(page, figures, act)}
  </section>`;
}

/** @param {string} sort @param {string} name @param {Page} page @param {Actions} act @param {boolean} isChoice */
function sorted(sort, name, page, act, isChoice) {
  const isSo = page.view.sort === sort;
  return html`<th scope="col" class="number" aria-sort=${isSo ? 'descending' : nothing}>
    ${isChoice
      ? html`<button class="sort" @click=${() => act.go({ sort })}>${name}<span aria-hidden="true">${isSo ? ' ↓' : ''}</span></button>`
      : name}
  </th>`;
}

/** @param {Line} line @param {Page} page @param {Figures} figures @param {Actions} act */
function row(line, page, figures, act) {
  const keys = /** @type {Record<string, string>} */ (line.keys);
  const by = /** @type {string[]} */ (page.answer.by);
  const id = by.filter((column) => isExplained(column) && keys[column] !== '').map((column) => keys[column]).pop();
  const leads = into(page.answered, keys) !== null;
  const open = () => (leads ? act.drill(keys) : id !== undefined ? act.go({ explain: id, always: false }) : undefined);
  const click = (/** @type {any} */ event) => {
    if (event.target.closest('button') === null && String(getSelection()) === '') {
      open();
    }
  };
  const colour = page.colours.get(line);
  return html`<tr class=${leads || id !== undefined ? 'leads' : nothing} @click=${click}>
    ${by.map((column, index) => {
      const text = html`<span class=${keys[column] === '' ? 'none' : nothing}>${keyText(keys[column])}</span>`;
      const mark = index === 0 && colour !== undefined ? swatch(colour) : nothing;
      return html`<td class="key-cell" title=${keys[column]}>${mark}${
        index === 0 && (leads || id !== undefined) ? html`<button class="link" @click=${open}>${text}</button>` : text
      }</td>`;
    })}
    ${numbers(line, figures)}
    <td class="number">${action(id, keys, page, act)}</td>
  </tr>`;
}

/**
 * An id can be explained, and what nobody can be named for can be left out.
 *
 * @param {string | undefined} id
 * @param {Record<string, string>} keys
 * @param {Page} page
 * @param {Actions} act
 */
function action(id, keys, page, act) {
  if (id !== undefined) {
    return html`<button class="small" aria-label="Explain ${id}" @click=${() => act.go({ explain: id, always: false })}>
      Explain
    </button>`;
  }
  const column = page.answer.by.find((/** @type {string} */ each) => keys[each] === '');
  if (column === undefined) {
    return nothing;
  }
  const filters = added(page.view.filters, { column, values: [''], not: true });
  return html`<button class="small" aria-label="Leave out rows without ${inWords(column)}" @click=${() => act.go({ filters })}>
    Leave out
  </button>`;
}

/** @param {string} name @param {Line} line @param {Figures} figures @param {string[]} by */
function foot(name, line, figures, by) {
  return html`<tr>
    <th scope="row" colspan=${by.length}>${name}</th>
    ${numbers(line, figures)}
    <td></td>
  </tr>`;
}

/** @param {Line} line @param {Figures} figures */
function numbers(line, figures) {
  return html`${money(line.cost)}
    <td class="share">${share(line.cost, figures.all.cost)}</td>
    ${!figures.compares
      ? nothing
      : html`${money(line.before ?? 0n)}<td class="number" title=${decimal.plain(difference(line), 2)}>${changeText(line.cost, line.before ?? 0n)}</td>`}
    ${figures.all.idle === 0n ? nothing : money(line.idle)}
    <td class="number">${line.runs === null ? nothing : number(line.runs)}</td>
    ${line.perRun === null ? html`<td class="number"></td>` : money(line.perRun)}
    <td>${spark(line.costs)}</td>`;
}

/** @param {bigint} value */
function money(value) {
  return html`<td class="number" title=${decimal.plain(value, 2)}>${decimal.money(value)}</td>`;
}

/** @param {bigint} part @param {bigint} whole */
function share(part, whole) {
  const width = whole === 0n ? 0 : Math.min(100, Math.max(0, (decimal.approximate(part) / decimal.approximate(whole)) * 100));
  return html`<span>${decimal.percent(part, whole)}</span><svg width="72" height="6" aria-hidden="true">
      ${svg`<rect class="track" width="72" height="6" rx="3"/><rect class="fill" width=${width * 0.72} height="6" rx="3"/>`}
    </svg>`;
}

/** @param {bigint[]} costs */
function spark(costs) {
  const values = costs.map(decimal.approximate);
  const most = Math.max(...values, 0);
  if (most === 0 || values.length < 2) {
    return nothing;
  }
  const width = 96 / values.length;
  return html`<svg class="spark" width="96" height="20" aria-hidden="true">
    ${values.map((value, index) => {
      const height = value <= 0 ? 0 : Math.max(1, (value / most) * 19);
      return svg`<rect x=${index * width} y=${20 - height} width=${Math.max(0.5, width - 0.8)} height=${height}/>`;
    })}
  </svg>`;
}

/** @param {Page} page @param {Figures} figures @param {Actions} act */
function more(page, figures, act) {
  const shown = questions.rows(page.view);
  return figures.rest === null || shown >= MOST
    ? nothing
    : html`<p><button class="quiet" @click=${() => act.go({ top: Math.min(MOST, shown + MORE) })}>Show more rows</button></p>`;
}
