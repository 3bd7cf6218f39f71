// @ts-check
/** The law of the ledger with its numbers: the parts are the whole. */

import { html, nothing, svg } from 'lit-html';
import * as decimal from '../decimal.js';
import { total } from '../figures.js';
import { added } from '../filters.js';
import { CATEGORIES, counted } from '../words.js';

/** @typedef {import('../main.js').Page} Page */
/** @typedef {import('../main.js').Actions} Actions */
/** @typedef {import('../figures.js').Figures} Figures */

/** @param {Page} page @param {Figures} figures @param {Actions} act */
export function law(page, figures, act) {
  const parts = CATEGORIES.map(([category, name, meaning]) => ({
    category,
    name,
    meaning,
    cost: figures.categories.get(category) ?? 0n,
    colour: page.palette.categories[category],
  }));
  return html`<section class="panel law" aria-labelledby="law-title">
    <h2 id="law-title">Where every ${figures.currency} went</h2>
    <p class="sentence">
      <strong title=${decimal.plain(figures.all.cost, 2)}>${decimal.money(figures.all.cost)} billed</strong> =
      ${parts.map((part, index) => html`${index === 0 ? nothing : ' + '}<span title=${decimal.plain(part.cost, 2)}>${decimal.money(part.cost)}</span> ${part.name.toLowerCase()}`)}
    </p>
    ${bar(parts, figures.all.cost)}
    <ul class="parts">
      ${parts.map(
        (part) => html`<li>
          <button @click=${() => act.go({ filters: added(page.view.filters, { column: 'category', values: [part.category], not: false }) })}
            title="Show only this">
            <span class="name">${swatch(part.colour)}${part.name}</span>
            <span class="amount">${decimal.percent(part.cost, figures.all.cost)}</span>
            <span class="meaning">${part.meaning}</span>
          </button>
        </li>`,
      )}
    </ul>
    ${exactness(figures)} ${unpriced(page.answer.unpriced)}
  </section>`;
}

/** Lengths may be approximate, and parts below nothing have none; @param {{cost: bigint, colour: string}[]} parts @param {bigint} whole */
function bar(parts, whole) {
  if (whole <= 0n) {
    return nothing;
  }
  let at = 0;
  return html`<svg class="stack" width="100%" height="14" aria-hidden="true">
    ${parts.map((part) => {
      const width = Math.max(0, (decimal.approximate(part.cost) / decimal.approximate(whole)) * 100);
      const start = at;
      at += width;
      return svg`<rect x=${`${start}%`} width=${`${width}%`} height="14" fill=${part.colour}/>`;
    })}
  </svg>`;
}

/** @param {string} colour */
export function swatch(colour) {
  return html`<svg class="swatch" width="10" height="10" aria-hidden="true">${svg`<rect width="10" height="10" rx="2.5" fill=${colour}/>`}</svg>`;
}

/** Rounded parts may miss the rounded whole by a cent; the exact ones never do; @param {Figures} figures */
function exactness(figures) {
  if (!figures.isExact) {
    return html`<p class="alarm" role="alert">The parts do not add up to what was billed. This is a bug; please report it.</p>`;
  }
  const cents = (/** @type {bigint} */ value) => decimal.units(decimal.shown(value, 2).replaceAll(',', ''));
  const rounded = total([...figures.categories.values()].map(cents));
  return html`<p class="note">The parts are the whole, exactly, to 12 decimals${
    rounded === cents(figures.all.cost) ? nothing : '; what is shown is rounded to cents'
  }.</p>`;
}

/** @param {any[]} unpriced */
function unpriced(unpriced) {
  if (unpriced.length === 0) {
    return nothing;
  }
  const amounts = unpriced.map((usage) => `${amount(usage.quantity)} ${usage.usage_unit} of ${usage.sku_name}`);
  return html`<p class="warning"><b>Unpriced, and in none of these costs:</b> ${amounts.slice(0, 3).join('; ')}${
    amounts.length > 3 ? `; and ${counted(amounts.length - 3, 'more SKU')}` : ''
  }. No price is known for it.</p>`;
}

/** @param {string} quantity */
function amount(quantity) {
  return decimal.shown(decimal.units(quantity), 3).replace(/\.?0+$/, '');
}
