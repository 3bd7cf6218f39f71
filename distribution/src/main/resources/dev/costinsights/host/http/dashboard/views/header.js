// @ts-check
/** The top of the page: what it is, how fresh it is, an id to explain, and what can be taken away. */

import { html, nothing, svg } from 'lit-html';
import * as days from '../days.js';
import { counted } from '../words.js';

/** @typedef {import('../main.js').Page} Page */
/** @typedef {import('../main.js').Actions} Actions */

/** @param {Page} page @param {Actions} act */
export function header(page, act) {
  return html`<header class="top">
    <div class="brand">${logo}<span>Cost Insights</span></div>
    ${page.answer === null ? nothing : freshness(page.answer)}
    <p class="running" role="status">${page.backfillSince === ''
      ? nothing
      : html`<span title="since ${page.backfillSince}">A backfill is running</span>`}</p>
    <form class="search" role="search" @submit=${(/** @type {SubmitEvent} */ event) => search(event, act)}>
      <label class="hidden" for="id">Explain an id</label>
      <input id="id" name="id" type="search" placeholder="Explain an id" autocomplete="off" spellcheck="false"
        aria-describedby="id-help">
      <span class="hidden" id="id-help">Of a usage record, an execution, or a run</span>
      <button class="quiet">Explain</button>
    </form>
    <div class="tools">
      <label class="hidden" for="theme">Theme</label>
      <select id="theme" @change=${(/** @type {any} */ event) => act.theme(event.target.value)}>
        ${['auto', 'light', 'dark'].map(
          (name) => html`<option value=${name} .selected=${page.theme === name}>${name[0].toUpperCase() + name.slice(1)}</option>`,
        )}
      </select>
      <button class="quiet" @click=${act.copyLink}>Copy link</button>
      <button class="quiet" ?disabled=${page.figures === null} @click=${act.saveCsv}>CSV</button>
      ${page.hasToken ? html`<button class="quiet" @click=${act.signOut}>Forget token</button>` : nothing}
    </div>
  </header>`;
}

/** @param {any} answer */
function freshness(answer) {
  const through = answer.complete_through;
  const outdated = answer.outdated.length;
  const isEarly = through !== undefined && through < days.plus(answer.end, -1);
  const texts = [
    through === undefined ? 'Completeness is not known' : `Complete through ${days.dayText(through)}`,
    ...(outdated > 0 ? [`${counted(outdated, 'day')} to be recomputed`] : []),
    ...(isEarly ? ['later days are there in part'] : []),
  ];
  const isGood = through !== undefined && !isEarly && outdated === 0;
  return html`<p class="badge ${isGood ? 'good' : 'warn'}" title=${outdated > 0 ? answer.outdated.join(', ') : nothing}>
    <span class="dot" aria-hidden="true"></span>${texts.join(', ')}
  </p>`;
}

/** @param {SubmitEvent} event @param {Actions} act */
function search(event, act) {
  event.preventDefault();
  const id = String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get('id') ?? '').trim();
  if (id !== '') {
    act.go({ explain: id, always: true });
  }
}

const logo = html`<svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
  ${svg`<rect width="32" height="32" rx="8" fill="#332288"/><rect x="7" y="16" width="5" height="9" rx="1.5" fill="#88ccee"/>
  <rect x="13.5" y="11" width="5" height="14" rx="1.5" fill="#ddcc77"/><rect x="20" y="7" width="5" height="18" rx="1.5" fill="#fff"/>`}
</svg>`;
