// @ts-check
/** Where the cost of an id comes from: what was billed, its part of that, and how it is known. */

import { html, nothing, svg } from 'lit-html';
import { inWords } from '../columns.js';
import * as days from '../days.js';
import * as decimal from '../decimal.js';
import { amount, counted, identity } from '../words.js';

/** @typedef {import('../main.js').Page} Page */
/** @typedef {import('../main.js').Actions} Actions */

/** @param {Page} page @param {Actions} act */
export function drawer(page, act) {
  return html`<dialog class="drawer" aria-labelledby="drawer-title" @close=${act.closeExplanation}
    @click=${(/** @type {any} */ event) => event.target === event.currentTarget && event.currentTarget.close()}>
    ${page.view.explain === ''
      ? nothing
      : html`<div class="inside">
          <header>
            <div><h2 id="drawer-title">Why it costs that</h2><p class="id">${page.view.explain}</p></div>
            <button class="quiet" aria-label="Close" @click=${(/** @type {any} */ event) => event.target.closest('dialog').close()}>×</button>
          </header>
          ${body(page, act)}
        </div>`}
  </dialog>`;
}

/** @param {Page} page @param {Actions} act */
function body(page, act) {
  if (page.explanationProblem !== null) {
    return html`<p class="alarm" role="alert">${page.explanationProblem.detail}</p>
      ${page.view.always ? nothing : allDays(act)}`;
  }
  const found = page.explanation;
  if (found === null) {
    return html`<div class="skeleton" role="status"><span class="hidden">Looking it up…</span><i></i><i></i><i></i></div>`;
  }
  const price = page.view.price === 'effective' ? 'effective_cost' : 'list_cost';
  const shown = new Set(found.charges.map(key));
  const others = found.rows.filter((/** @type {any} */ row) => !shown.has(key(row)));
  const rows = found.sums.reduce((/** @type {number} */ sum, /** @type {any} */ each) => sum + each.ledger_rows, 0);
  return html`<p class="note">Found as ${inWords(found.found_in)}, ${days.spanText(found)} (UTC).
      ${page.view.always ? nothing : allDays(act)}</p>
    ${found.sums.map((/** @type {any} */ sum) => total(sum, price))}
    <h3>What was billed, and its part of it</h3>
    ${found.charges.map((/** @type {any} */ charge, /** @type {number} */ index) => billed(charge, index + 1, found.rows, price))}
    ${others.length === 0
      ? nothing
      : html`<h3>Parts of other charges</h3><ul class="owned">${others.map((/** @type {any} */ row) => part(row, null, price))}</ul>`}
    ${rows > found.rows.length
      ? html`<p class="note">These are the ${counted(found.rows.length, 'most expensive row')} of ${counted(rows, 'row')}.</p>`
      : nothing}`;
}

/** @param {Actions} act */
function allDays(act) {
  return html`<button class="link" @click=${() => act.go({ always: true })}>Look at all days of the ledger</button>`;
}

/** @param {any} sum @param {string} price */
function total(sum, price) {
  if (sum.currency === undefined) {
    return html`<p class="warning">${counted(sum.ledger_rows, 'row')} without a price, and in no cost.</p>`;
  }
  const other = price === 'list_cost' ? 'effective_cost' : 'list_cost';
  return html`<p class="figure" title=${sum[price]}>${money(sum[price])} <small>${sum.currency}</small></p>
    <p class="note">${price === 'list_cost' ? 'List price' : 'Effective price'}, the sum of ${counted(sum.ledger_rows, 'row')} of the ledger, parts of
      ${counted(sum.charges, 'charge')}. ${price === 'list_cost' ? 'Effective' : 'List'}: ${money(sum[other])} ${sum.currency}.</p>`;
}

/** @param {any} charge @param {number} number @param {any[]} rows @param {string} price */
function billed(charge, number, rows, price) {
  const own = rows.filter((row) => key(row) === key(charge));
  const cost = charge[price];
  const rate = perUnit(charge.quantity, cost);
  return html`<article class="charge">
    <h4><span>${number}</span> ${charge.sku_name ?? charge.product}</h4>
    <p class="note">${days.momentsText(charge.charge_start, charge.charge_end)}${
      charge.resource_id === undefined ? nothing : html`, ${charge.resource_type.toLowerCase()} <code>${charge.resource_id}</code>`
    }</p>
    <p class="billed"><span>${quantity(charge.quantity)} ${charge.usage_unit}${rate === '' ? nothing : ` at ${rate}`}</span>
      <b title=${cost ?? nothing}>${cost === undefined ? 'no price known' : `${money(cost)} ${charge.currency}`}</b></p>
    <ul class="owned">${own.map((row) => part(row, charge, price))}</ul>
    <p class="fine">usage record <code>${charge.usage_record_id}</code>, part ${charge.part}, ${charge.record_type.toLowerCase()}, price:
      ${charge.price_source.toLowerCase().replaceAll('_', ' ')}, ${charge.status.toLowerCase()}, divided into ${counted(charge.ledger_rows, 'row')}</p>
  </article>`;
}

/** @param {any} row @param {any} charge that it is a part of, or null @param {string} price */
function part(row, charge, price) {
  const cost = row[price];
  const who = [row.execution_type?.toLowerCase().replaceAll('_', ' '), row.orchestrator_job, row.principal].filter(Boolean);
  const isPriced = charge !== null && cost !== undefined && charge[price] !== undefined;
  const [own, whole] = isPriced ? [cost, charge[price]] : [row.quantity, charge?.quantity ?? row.quantity];
  return html`<li>
    <p><b title=${cost ?? nothing}>${cost === undefined ? `${quantity(row.quantity)} units` : `${money(cost)} ${row.currency}`}</b>
      ${charge === null ? nothing : html`<span>${decimal.percent(decimal.units(own), decimal.units(whole))} of it</span>${meter(own, whole)}`}
      <span>${row.category.toLowerCase()}${row.detail === undefined ? '' : `, ${row.detail.toLowerCase().replaceAll('_', ' ')}`}</span></p>
    ${amount(row.amount_basis) === '' ? nothing : html`<p><span class="term">How much</span> ${amount(row.amount_basis)}</p>`}
    ${identity(row.identity_basis) === '' ? nothing : html`<p><span class="term">Who</span> ${identity(row.identity_basis)}</p>`}
    ${who.length === 0 ? nothing : html`<p class="fine">${who.join(', ')}${row.execution_id === undefined ? nothing : html` <code>${row.execution_id}</code>`}</p>`}
    ${row.flags === undefined ? nothing : html`<p class="fine">flags: ${row.flags}</p>`}
  </li>`;
}

/** @param {string} own @param {string} whole */
function meter(own, whole) {
  const all = Number(whole);
  const width = all === 0 ? 0 : Math.min(60, Math.max(0, (Number(own) / all) * 60));
  return html`<svg class="meter" width="60" height="6" aria-hidden="true">
    ${svg`<rect class="track" width="60" height="6" rx="3"/><rect class="fill" width=${width} height="6" rx="3"/>`}
  </svg>`;
}

/** @param {any} each a charge or a row */
function key(each) {
  return `${each.part} ${each.usage_record_id}`;
}

/** @param {string | undefined} text */
function money(text) {
  return text === undefined ? '-' : decimal.money(decimal.units(text));
}

/** What the cost says of the price; empty where there is none; @param {string} amount @param {string | undefined} cost */
function perUnit(amount, cost) {
  const units = decimal.units(amount);
  return cost === undefined || units === 0n ? '' : decimal.plain(decimal.rate(decimal.units(cost), units));
}

/** @param {string} text */
function quantity(text) {
  return decimal.shown(decimal.units(text), 3).replace(/\.?0+$/, '');
}
