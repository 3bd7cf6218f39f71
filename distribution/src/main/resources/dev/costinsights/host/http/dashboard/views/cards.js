// @ts-check
/** The figures that a reader wants first. */

import { html, nothing } from 'lit-html';
import { happenOnce } from '../columns.js';
import * as decimal from '../decimal.js';
import * as days from '../days.js';
import { counted } from '../words.js';

/** @typedef {import('../main.js').Page} Page */
/** @typedef {import('../figures.js').Figures} Figures */

/** @param {Page} page @param {Figures} figures */
export function cards(page, figures) {
  const cost = figures.all.cost;
  const of = (/** @type {string} */ name) => figures.categories.get(name) ?? 0n;
  const attributed = of('DIRECT') + of('ALLOCATED');
  return html`<section class="cards" aria-label="Key figures">
    ${card('cost', 'Cost', decimal.money(cost), figures.currency, versus(page, figures), decimal.plain(cost, 2))}
    ${shareCard('attributed', 'Attributed', attributed, figures, 'direct or allocated to what ran')}
    ${shareCard('idle', 'Idle', of('IDLE'), figures, 'was on and did nothing')}
    ${shareCard('unattributed', 'Unattributed', of('UNATTRIBUTED'), figures, 'nobody can be named')}
    ${tagged(page, figures)}
  </section>`;
}

/** @param {string} id @param {string} name @param {bigint} part @param {Figures} figures @param {unknown} meaning */
function shareCard(id, name, part, figures, meaning) {
  const note = html`<b title=${decimal.plain(part, 2)}>${decimal.money(part)} ${figures.currency}</b> ${meaning}`;
  return card(id, name, decimal.percent(part, figures.all.cost), '', note);
}

/** @param {string} id @param {string} name @param {string} value @param {string} unit @param {unknown} note @param {string} [exact] */
function card(id, name, value, unit, note, exact) {
  return html`<article class="card" data-card=${id}>
    <h2>${name}</h2>
    <p class="figure" title=${exact ?? nothing}>${value}${unit === '' ? nothing : html` <small>${unit}</small>`}</p>
    <p class="note">${note}</p>
  </article>`;
}

/** @param {Page} page @param {Figures} figures */
function versus(page, figures) {
  const { cost, before } = figures.all;
  if (before === null) {
    const once = page.view.vs !== 'none' && happenOnce(page.answer.by);
    return `${counted(figures.groups, 'group')}${once ? '; each happened once, so none is compared' : ''}`;
  }
  const { before: span, ledger } = page.answer;
  if (span.start < ledger.start) {
    return `Not compared with ${days.spanText(span)}: the ledger begins on ${days.dayText(ledger.start)}.`;
  }
  if (!figures.compares) {
    return `There was no cost in ${days.spanText(span)}.`;
  }
  return html`${changeText(cost, before)} against <b title=${decimal.plain(before, 2)}>${decimal.money(before)}</b>,
    ${days.spanText(span)}`;
}

/** With an arrow and a sign, so that it does not need its colour; @param {bigint} cost @param {bigint} before */
export function changeText(cost, before) {
  const text = decimal.change(cost, before);
  const moved = cost - before;
  const kind = moved > 0n ? 'up' : moved < 0n ? 'down' : 'same';
  const arrow = { up: '▲', down: '▼', same: '' }[kind];
  return html`<span class="change ${kind}">${arrow === '' ? nothing : html`<span aria-hidden="true">${arrow} </span>`}${text}</span>`;
}

/** @param {Page} page @param {Figures} figures */
function tagged(page, figures) {
  if (page.tagged === null) {
    return card('tagged', 'In orchestrator jobs', '…', '', '');
  }
  const sum = page.tagged.sums.find((/** @type {any} */ each) => each.currency === figures.currency);
  const note = `tagged as ${counted(sum?.groups ?? 0, 'job')}`;
  return shareCard('tagged', 'In orchestrator jobs', decimal.units(sum?.cost ?? '0'), figures, note);
}
