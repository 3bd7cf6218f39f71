// @ts-check
/** What is looked at, all of it in the address: it can be bookmarked, shared, and gone back from. */

import { isColumn } from './columns.js';
import * as filters from './filters.js';

/**
 * @typedef {object} View
 * @property {string} days `7`, `30`, `90`, `month`, `last-month`, or empty for start and end
 * @property {string} start the first day
 * @property {string} end the day after the last one
 * @property {string[]} by one or two columns
 * @property {filters.Filter[]} filters
 * @property {string} step `auto`, `day`, `week` or `month`
 * @property {string} vs `none`, `previous`, `week`, `month` or `year`
 * @property {string} price `list` or `effective`
 * @property {string} sort `cost` or `change`
 * @property {number} top rows that are shown; 0 for as many as usual
 * @property {string} currency empty for the one of most groups
 * @property {string[][]} trail columns that were drilled through
 * @property {string} explain the id that is explained, or empty
 * @property {boolean} always whether it is explained by all days of the ledger
 */

/** @type {View} */
export const USUAL = {
  days: '30',
  start: '',
  end: '',
  by: ['orchestrator_job'],
  filters: [],
  step: 'auto',
  vs: 'previous',
  price: 'list',
  sort: 'cost',
  top: 0,
  currency: '',
  trail: [],
  explain: '',
  always: false,
};

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * What is not understood is as usual.
 *
 * @param {string} search the address's query
 * @returns {View}
 */
export function read(search) {
  const given = new URLSearchParams(search);
  const text = (/** @type {string} */ name) => given.get(name) ?? '';
  const choice = (/** @type {string} */ name, /** @type {string[]} */ known, /** @type {string} */ usual) =>
    known.includes(text(name)) ? text(name) : usual;
  const isOwn = DAY.test(text('start')) && DAY.test(text('end')) && text('start') < text('end');
  const by = columns(text('by')).slice(0, 2);
  const vs = choice('vs', ['none', 'previous', 'week', 'month', 'year'], USUAL.vs);
  return {
    days: isOwn ? '' : choice('days', ['7', '30', '90', 'month', 'last-month'], USUAL.days),
    start: isOwn ? text('start') : '',
    end: isOwn ? text('end') : '',
    by: by.length > 0 ? by : USUAL.by,
    filters: filters.parse(text('filter')),
    step: choice('step', ['auto', 'day', 'week', 'month'], USUAL.step),
    vs,
    price: choice('price', ['list', 'effective'], USUAL.price),
    sort: vs === 'none' ? 'cost' : choice('sort', ['cost', 'change'], USUAL.sort),
    top: /^[1-9]\d{0,3}$/.test(text('top')) ? Number(text('top')) : 0,
    currency: text('currency'),
    trail: text('trail').split(';').map(columns).filter((step) => step.length > 0),
    explain: text('explain'),
    always: text('always') === '1',
  };
}

/**
 * Only what is not as usual.
 *
 * @param {View} view
 */
export function write(view) {
  const parameters = {
    days: view.days,
    start: view.days === '' ? view.start : '',
    end: view.days === '' ? view.end : '',
    by: view.by.join(','),
    filter: filters.write(view.filters),
    step: view.step,
    vs: view.vs,
    price: view.price,
    sort: view.sort,
    top: view.top === 0 ? '' : String(view.top),
    currency: view.currency,
    trail: view.trail.map((step) => step.join(',')).join(';'),
    explain: view.explain,
    always: view.explain !== '' && view.always ? '1' : '',
  };
  const usual = { ...USUAL, by: USUAL.by.join(',') };
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== '' && value !== usual[name]) {
      search.set(name, value);
    }
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

/** @param {string} text */
function columns(text) {
  return [...new Set(text.split(',').map((name) => name.trim()).filter(isColumn))];
}
