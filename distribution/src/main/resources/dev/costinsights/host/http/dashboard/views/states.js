// @ts-check
/** What stands there when there is nothing to show: not yet, not allowed, not possible, nothing found. */

import { html, nothing } from 'lit-html';

/** @typedef {import('../main.js').Page} Page */
/** @typedef {import('../main.js').Actions} Actions */

export function skeleton() {
  return html`<div class="skeleton" role="status">
    <span class="hidden">Costs are added up…</span>
    <div class="cards">${[1, 2, 3, 4, 5].map(() => html`<div class="card"><i></i><i></i><i></i></div>`)}</div>
    <div class="panel"><i></i><i class="tall"></i></div>
    <div class="panel">${[1, 2, 3, 4, 5, 6].map(() => html`<i></i>`)}</div>
  </div>`;
}

/** @param {Page} page @param {Actions} act */
export function problem(page, act) {
  const problem = /** @type {import('../api.js').Problem} */ (page.problem);
  if (problem.status === 401) {
    return tokenForm(page, act);
  }
  const isEmpty = problem.status === 503 && /there is no store|has no rows/.test(problem.detail);
  return html`<section class="panel state" role="alert">
    <h2>${isEmpty ? 'There are no costs yet' : problem.title}</h2>
    <p>${problem.detail}</p>
    ${isEmpty ? howToFill() : nothing}
    <p><button class="primary" @click=${act.reload}>Try again</button>
      ${isEmpty ? nothing : html`<button class="quiet" @click=${act.reset}>Show the usual view</button>`}</p>
  </section>`;
}

function howToFill() {
  return html`<p>Connect a workspace, read its system tables into the store, and come back:</p>
    <pre tabindex="0"><code>export DATABRICKS_HOST=https://… DATABRICKS_TOKEN=… COST_INSIGHTS_DATABRICKS_WAREHOUSE_ID=…
cost-insights backfill --start 2026-10-01 --end 2026-11-01</code></pre>
    <p>With <code>backfill.every</code> (<code>COST_INSIGHTS_BACKFILL_EVERY=1h</code>) this server does it by itself.
      Without a Databricks account, <code>cost-insights workspace</code> is one that runs on this machine.</p>`;
}

/** @param {Page} page @param {Actions} act */
function tokenForm(page, act) {
  const submit = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    act.signIn(String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get('token') ?? '').trim());
  };
  return html`<section class="panel state">
    <h2>This server wants a token</h2>
    <p>It is the one that the server was started with, <code>server.token</code>. This tab keeps it until it is closed; it is
      not stored anywhere else.</p>
    <form class="token" @submit=${submit}>
      <label for="token">Token</label>
      <input id="token" name="token" type="password" required autocomplete="off" autofocus>
      <button class="primary">Open</button>
    </form>
    ${page.wasRefused ? html`<p class="alarm" role="alert">The server does not know this token.</p>` : nothing}
  </section>`;
}

/** @param {Page} page @param {Actions} act */
export function nothingFound(page, act) {
  return html`<section class="panel state">
    <h2>No cost fits</h2>
    <p>No priced row of the ledger is of these days and passes these filters.</p>
    ${page.view.filters.length > 0
      ? html`<p><button class="primary" @click=${() => act.go({ filters: [], trail: [] })}>Remove the filters</button></p>`
      : nothing}
  </section>`;
}
