// @ts-check
/** What a view asks the API for. */

import { happenOnce } from './columns.js';
import * as days from './days.js';
import * as filters from './filters.js';

/** @typedef {import('./url.js').View} View */
/** @typedef {Record<string, string>} Parameters */

const USUAL_ROWS = 25;
const MOVERS = 8;

/** How many rows a view shows at most; @param {View} view */
export function rows(view) {
  return view.top === 0 ? USUAL_ROWS : view.top;
}

/** Whether each group is compared with what it cost before; @param {View} view */
export function compares(view) {
  return view.vs !== 'none' && !happenOnce(view.by);
}

/**
 * The costs themselves.
 *
 * @param {View} view
 * @param {days.Days | null} ledger the days that it has, if they are known
 * @returns {Parameters}
 */
export function costs(view, ledger) {
  return {
    ...common(view, ledger),
    by: view.by.join(','),
    step: view.step === 'auto' ? automatic(view, ledger) : view.step,
    top: String(rows(view)),
    ...(compares(view) ? { vs: view.vs, sort: view.sort } : {}),
  };
}

/**
 * The part of them that belongs to jobs of an orchestrator.
 *
 * @param {View} view
 * @param {days.Days | null} ledger
 * @returns {Parameters}
 */
export function tagged(view, ledger) {
  const more = [...view.filters, { column: 'orchestrator_job', values: [''], not: true }];
  return { ...common(view, ledger), by: 'orchestrator_job', top: '1', filter: filters.write(more) };
}

/**
 * What changed most.
 *
 * @param {View} view
 * @param {days.Days | null} ledger
 * @returns {Parameters}
 */
export function movers(view, ledger) {
  return {
    ...common(view, ledger),
    by: view.by.join(','),
    vs: view.vs,
    sort: 'change',
    top: String(MOVERS),
  };
}

/**
 * Values of a column to choose from.
 *
 * @param {View} view
 * @param {days.Days | null} ledger
 * @param {string} column
 * @returns {Parameters}
 */
export function values(view, ledger, column) {
  return { ...common(view, ledger), by: column, top: '100' };
}

/**
 * Where the cost of an id comes from.
 *
 * @param {View} view
 * @param {days.Days | null} ledger
 * @returns {Parameters}
 */
export function explanation(view, ledger) {
  return { id: view.explain, ...(view.always ? {} : days.parameters(view, ledger)) };
}

/** @param {View} view @param {days.Days | null} ledger @returns {Parameters} */
function common(view, ledger) {
  return {
    ...days.parameters(view, ledger),
    price: view.price,
    ...(view.filters.length === 0 ? {} : { filter: filters.write(view.filters) }),
  };
}

/** @param {View} view @param {days.Days | null} ledger */
function automatic(view, ledger) {
  const span = days.parameters(view, ledger);
  return days.stepFor('last' in span ? Number(span.last) : days.count(/** @type {any} */ (span)));
}
