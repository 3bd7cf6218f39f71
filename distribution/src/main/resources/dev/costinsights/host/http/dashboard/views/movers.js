// @ts-check
/** What rose and what fell most against the days that are compared with. */

import { html, nothing } from 'lit-html';
import { keyText } from '../columns.js';
import * as days from '../days.js';
import * as decimal from '../decimal.js';
import * as figures from '../figures.js';
import { changeText } from './cards.js';

/** @typedef {import('../main.js').Page} Page */
/** @typedef {import('../main.js').Actions} Actions */

/** @param {Page} page @param {Actions} act */
export function movers(page, act) {
  const changed = page.movers === null ? null : figures.of(page.movers, page.figures?.currency ?? '');
  if (changed === null || !changed.compares) {
    return nothing;
  }
  const { up, down } = figures.movers(changed.lines);
  if (up.length + down.length === 0) {
    return nothing;
  }
  return html`<section class="panel movers" aria-labelledby="movers-title">
    <h2 id="movers-title">Largest changes against ${days.spanText(page.movers.before)}</h2>
    <div class="columns">${column('Up', up, page, act)} ${column('Down', down, page, act)}</div>
  </section>`;
}

/** @param {string} name @param {figures.Line[]} lines @param {Page} page @param {Actions} act */
function column(name, lines, page, act) {
  return html`<div>
    <h3>${name}</h3>
    ${lines.length === 0 ? html`<p class="note">Nothing.</p>` : nothing}
    <ul>
      ${lines.map((line) => {
        const keys = /** @type {Record<string, string>} */ (line.keys);
        const moved = figures.difference(line);
        return html`<li>
          <button class="link" @click=${() => act.drill(keys)}>${page.movers.by.map((/** @type {string} */ by) => keyText(keys[by])).join(', ')}</button>
          <span class="number" title=${decimal.plain(moved, 2)}>${moved > 0n ? '+' : ''}${decimal.money(moved)}</span>
          <span class="number">${changeText(line.cost, line.before ?? 0n)}</span>
        </li>`;
      })}
    </ul>
  </div>`;
}
