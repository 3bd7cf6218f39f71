// @ts-check
/** The whole page, from what is known at the moment. */

import { html, nothing } from 'lit-html';
import { all } from '../columns.js';
import * as days from '../days.js';
import { cards } from './cards.js';
import { chart } from './chart.js';
import { controls } from './controls.js';
import { drawer } from './drawer.js';
import { filterbar } from './filterbar.js';
import { header } from './header.js';
import { law } from './law.js';
import { movers } from './movers.js';
import { nothingFound, problem, skeleton } from './states.js';
import { table } from './table.js';

/** @typedef {import('../main.js').Page} Page */
/** @typedef {import('../main.js').Actions} Actions */

/** @param {Page} page @param {Actions} act */
export function view(page, act) {
  const isShut = page.problem?.status === 401;
  return html`<a class="skip" href="#main">To the costs</a>
    ${header(page, act)} ${isShut ? nothing : html`${controls(page, act)} ${filterbar(page, act)}`}
    <div class="progress" ?hidden=${!page.isLoading}></div>
    <main id="main" aria-busy=${page.isLoading}>${content(page, act)}</main>
    <p class="notice" role="status">${page.notice}</p>
    ${drawer(page, act)}`;
}

/** @param {Page} page @param {Actions} act */
function content(page, act) {
  if (page.problem !== null) {
    return problem(page, act);
  }
  if (page.answer === null) {
    return skeleton();
  }
  if (page.figures === null) {
    return html`${heading(page)} ${nothingFound(page, act)}`;
  }
  return html`${heading(page)} ${cards(page, page.figures)} ${law(page, page.figures, act)} ${chart(page, page.figures, act)}
    ${movers(page, act)} ${table(page, page.figures, act)}`;
}

/** @param {Page} page */
function heading(page) {
  const { answer } = page;
  const price = answer.price === 'LIST' ? 'list price' : 'effective price';
  return html`<div class="heading">
    <h1>Cost by ${all(answer.by)}</h1>
    <p>${days.spanText(answer)} (UTC), ${price}${page.figures === null ? nothing : html`, ${page.figures.currency}`}</p>
  </div>`;
}
