// @ts-check
/** The way that led here, the filters that count, and one more. */

import { html, nothing } from 'lit-html';
import { all, inWords, keyText, label } from '../columns.js';
import { back, steps } from '../drill.js';
import { added } from '../filters.js';
import { columnOptions } from './controls.js';

/** @typedef {import('../main.js').Page} Page */
/** @typedef {import('../main.js').Actions} Actions */

/** @param {Page} page @param {Actions} act */
export function filterbar(page, act) {
  return html`<section class="filters" aria-label="Filters">
    ${crumbs(page, act)}
    <ul class="chips">
      ${page.view.filters.map((filter) => chip(filter, page, act))}
      <li>${menu(page, act)}</li>
    </ul>
  </section>`;
}

/** @param {Page} page @param {Actions} act */
function crumbs(page, act) {
  const way = steps(page.view);
  if (way.length === 0) {
    return nothing;
  }
  return html`<nav class="crumbs" aria-label="The way here">
    <ol>
      ${way.map(
        (step) => html`<li>
          <button class="link" @click=${() => act.show(back(page.view, step.index))}>${label(step.by[0])}${
            step.by.length > 1 ? html`, ${inWords(step.by[1])}` : nothing
          }</button>
          <span>${step.values.map((value) => keyText(value ?? '')).join(', ')}</span>
        </li>`,
      )}
      <li aria-current="page">by ${all(page.view.by)}</li>
    </ol>
  </nav>`;
}

/** @param {import('../filters.js').Filter} filter @param {Page} page @param {Actions} act */
function chip(filter, page, act) {
  const text = `${label(filter.column)} ${filter.not ? 'is not' : 'is'} ${filter.values.map(keyText).join(' or ')}`;
  return html`<li class="chip">
    <span title=${text}>${label(filter.column)} <b>${filter.not ? 'is not' : 'is'}</b> ${filter.values.map(keyText).join(' or ')}</span>
    <button aria-label="Remove the filter: ${text}"
      @click=${() => act.go({ filters: page.view.filters.filter((each) => each !== filter) })}>×</button>
  </li>`;
}

/** @param {Page} page @param {Actions} act */
function menu(page, act) {
  const suggest = (/** @type {any} */ event) => act.suggest(event.target.value);
  return html`<details class="menu" @toggle=${(/** @type {any} */ event) => {
      if (event.target.open) {
        act.suggest(event.target.querySelector('select').value);
      }
    }}>
    <summary>Add a filter</summary>
    <form @submit=${(/** @type {SubmitEvent} */ event) => submit(event, page, act)}>
      <div class="field">
        <label for="filter-column">Column</label>
        <select id="filter-column" name="column" @change=${suggest}>${columnOptions('product')}</select>
      </div>
      <div class="field">
        <label for="filter-not">Rows whose value</label>
        <select id="filter-not" name="not">
          <option value="">is</option>
          <option value="1">is not</option>
        </select>
      </div>
      <div class="field">
        <label for="filter-value">Value, or nothing for rows that have none</label>
        <input id="filter-value" name="value" list="filter-values" autocomplete="off" spellcheck="false">
        <datalist id="filter-values">${page.suggestions.map((value) => html`<option value=${value}></option>`)}</datalist>
      </div>
      <button class="primary">Add</button>
    </form>
  </details>`;
}

/** @param {SubmitEvent} event @param {Page} page @param {Actions} act */
function submit(event, page, act) {
  event.preventDefault();
  const form = /** @type {HTMLFormElement} */ (event.target);
  const given = new FormData(form);
  const filter = {
    column: String(given.get('column')),
    values: [String(given.get('value') ?? '')],
    not: given.get('not') === '1',
  };
  form.reset();
  /** @type {HTMLDetailsElement} */ (form.closest('details')).open = false;
  act.go({ filters: added(page.view.filters, filter) });
}
