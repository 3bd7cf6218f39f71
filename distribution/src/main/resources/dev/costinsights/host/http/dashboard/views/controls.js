// @ts-check
/** What is asked for: days, comparison, groups, periods, price and currency. */

import { html, nothing } from 'lit-html';
import { GROUPS, label } from '../columns.js';
import * as days from '../days.js';
import * as figures from '../figures.js';

/** @typedef {import('../main.js').Page} Page */
/** @typedef {import('../main.js').Actions} Actions */

const DAYS = [
  ['7', 'Last 7 days'],
  ['30', 'Last 30 days'],
  ['90', 'Last 90 days'],
  ['month', 'This month'],
  ['last-month', 'Last month'],
  ['', 'Other days'],
];
const VERSUS = [
  ['none', 'Nothing'],
  ['previous', 'The days before'],
  ['week', 'A week earlier'],
  ['month', 'A month earlier'],
  ['year', 'A year earlier'],
];
const STEPS = [
  ['auto', 'Automatic'],
  ['day', 'Day'],
  ['week', 'Week'],
  ['month', 'Month'],
];
const PRICES = [
  ['list', 'List'],
  ['effective', 'Effective'],
];

/** @param {Page} page @param {Actions} act */
export function controls(page, act) {
  const view = page.view;
  const currencies = page.answer === null ? [] : figures.currencies(page.answer);
  return html`<section class="controls" aria-label="What is shown">
    ${choice('days', 'Days', DAYS, view.days, (value) => act.go(chosenDays(value, page)))}
    ${view.days === '' ? ownDays(page, act) : nothing}
    ${choice('vs', 'Compare with', VERSUS, view.vs, (value) =>
      act.go(value === 'none' ? { vs: value, sort: 'cost' } : { vs: value }),
    )}
    ${columnChoice('by', 'Group by', view.by[0], null, (value) => act.group([value, ...view.by.slice(1)]))}
    ${columnChoice('then', 'Then by', view.by[1] ?? '', view.by[0], (value) => act.group([view.by[0], value]))}
    ${choice('step', 'Bars', STEPS, view.step, (value) => act.go({ step: value }))}
    ${choice('price', 'Price', PRICES, view.price, (value) => act.go({ price: value }))}
    ${currencies.length > 1
      ? choice(
          'currency',
          'Currency',
          currencies.map((name) => [name, name]),
          page.figures?.currency ?? '',
          (value) => act.go({ currency: value }),
        )
      : nothing}
  </section>`;
}

/** @param {string} id @param {string} name @param {string[][]} options @param {string} value @param {(value: string) => void} act */
function choice(id, name, options, value, act) {
  return html`<div class="field">
    <label for=${id}>${name}</label>
    <select id=${id} @change=${(/** @type {any} */ event) => act(event.target.value)}>
      ${options.map(([each, text]) => html`<option value=${each} .selected=${each === value}>${text}</option>`)}
    </select>
  </div>`;
}

/** @param {string} id @param {string} name @param {string} value @param {string | null} without @param {(value: string) => void} act */
function columnChoice(id, name, value, without, act) {
  return html`<div class="field">
    <label for=${id}>${name}</label>
    <select id=${id} @change=${(/** @type {any} */ event) => act(event.target.value)}>
      ${without === null ? nothing : html`<option value="" .selected=${value === ''}>Nothing more</option>`}
      ${columnOptions(value, without)}
    </select>
  </div>`;
}

/** All columns, in groups; @param {string} value that is chosen @param {string | null} [without] */
export function columnOptions(value, without = null) {
  return GROUPS.map(
    ([name, columns]) => html`<optgroup label=${name}>
      ${columns.map(
        ([column]) => html`<option value=${column} .selected=${column === value} ?disabled=${column === without}>
          ${label(column)}
        </option>`,
      )}
    </optgroup>`,
  );
}

/** @param {Page} page @param {Actions} act */
function ownDays(page, act) {
  const { start, end } = page.view;
  const set = (/** @type {string} */ first, /** @type {string} */ last) => {
    if (first !== '' && last !== '' && first <= last) {
      act.go({ days: '', start: first, end: days.plus(last, 1) });
    }
  };
  const last = days.plus(end, -1);
  return html`<div class="field">
      <label for="first">First day</label>
      <input id="first" type="date" .value=${start} max=${last} @change=${(/** @type {any} */ event) => set(event.target.value, last)}>
    </div>
    <div class="field">
      <label for="last">Last day</label>
      <input id="last" type="date" .value=${last} min=${start} @change=${(/** @type {any} */ event) => set(start, event.target.value)}>
    </div>`;
}

/** Own days begin with those that are on the screen; @param {string} value @param {Page} page */
function chosenDays(value, page) {
  if (value !== '') {
    return { days: value, start: '', end: '' };
  }
  return page.answer === null ? {} : { days: '', start: page.answer.start, end: page.answer.end };
}
