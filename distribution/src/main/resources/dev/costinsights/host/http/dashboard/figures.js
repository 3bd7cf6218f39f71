// @ts-check
/** What the API answered, as figures to show: exact amounts, shares, changes, and the parts of a picture. */

import * as decimal from './decimal.js';

/**
 * @typedef {object} Line a group, or what several groups are together
 * @property {Record<string, string> | null} keys null for everything else
 * @property {bigint} cost
 * @property {bigint | null} before
 * @property {bigint} idle
 * @property {number | null} runs
 * @property {bigint | null} perRun
 * @property {bigint[]} costs one for each period
 */

/**
 * @typedef {object} Figures of one currency
 * @property {string} currency
 * @property {Line[]} lines in the API's order
 * @property {Line | null} rest the groups that are no lines
 * @property {number} groups
 * @property {Line} all
 * @property {Map<string, bigint>} categories
 * @property {boolean} compares whether there is something to compare with: costs, and of all days
 * @property {boolean} isExact whether the categories add up to the cost
 */

/** Most parts of a bar that have a name. */
const PARTS = 8;

/** @param {any} answer @returns {string[]} */
export function currencies(answer) {
  return answer.sums.map((/** @type {any} */ sum) => sum.currency);
}

/**
 * @param {any} answer
 * @param {string} wanted currency, or empty for that of most groups
 * @returns {Figures | null} null when nothing is priced
 */
export function of(answer, wanted) {
  const sum =
    answer.sums.find((/** @type {any} */ each) => each.currency === wanted) ??
    answer.sums.reduce((/** @type {any} */ most, /** @type {any} */ each) => (most?.groups >= each.groups ? most : each), null);
  if (sum === null) {
    return null;
  }
  const lines = answer.rows.filter((/** @type {any} */ row) => row.currency === sum.currency).map(line);
  const all = line({ ...sum, keys: null });
  const categories = new Map(
    Object.entries(sum.categories).map(([name, cost]) => [name, decimal.units(/** @type {string} */ (cost))]),
  );
  return {
    currency: sum.currency,
    lines,
    rest: sum.groups > lines.length ? remainder(all, lines) : null,
    groups: sum.groups,
    all,
    categories,
    compares: answer.before?.start >= answer.ledger.start && [all, ...lines].some((each) => (each.before ?? 0n) !== 0n),
    isExact: total([...categories.values()]) === all.cost,
  };
}

/**
 * The parts of each bar: the most expensive lines, and everything else as the last one if there is more.
 *
 * @param {Figures} figures
 * @returns {Line[]}
 */
export function parts(figures) {
  const largest = [...figures.lines].sort((a, b) => (a.cost < b.cost ? 1 : a.cost > b.cost ? -1 : 0)).slice(0, PARTS);
  return figures.groups > largest.length ? [...largest, remainder(figures.all, largest)] : largest;
}

/**
 * Lines that cost more or less than before, those with the largest change first.
 *
 * @param {Line[]} lines
 * @returns {{up: Line[], down: Line[]}}
 */
export function movers(lines) {
  const moved = lines.filter((each) => difference(each) !== 0n);
  const size = (/** @type {Line} */ each) => decimal.absolute(difference(each));
  moved.sort((a, b) => (size(a) < size(b) ? 1 : size(a) > size(b) ? -1 : 0));
  return {
    up: moved.filter((each) => difference(each) > 0n).slice(0, 3),
    down: moved.filter((each) => difference(each) < 0n).slice(0, 3),
  };
}

/** Against the former cost; @param {Line} each */
export function difference(each) {
  return each.before === null ? 0n : each.cost - each.before;
}

/** @param {bigint[]} values */
export function total(values) {
  return values.reduce((sum, value) => sum + value, 0n);
}

/** @param {any} row @returns {Line} */
function line(row) {
  const cost = decimal.units(row.cost);
  const runs = row.runs ?? null;
  return {
    keys: row.keys,
    cost,
    before: row.before === undefined ? null : decimal.units(row.before),
    idle: decimal.units(row.idle_cost),
    runs,
    perRun: runs ? decimal.each(cost, runs) : null,
    costs: (row.costs ?? []).map(decimal.units),
  };
}

/** @param {Line} all @param {Line[]} shown @returns {Line} */
function remainder(all, shown) {
  return {
    keys: null,
    cost: all.cost - total(shown.map((each) => each.cost)),
    before: all.before === null ? null : all.before - total(shown.map((each) => each.before ?? 0n)),
    idle: all.idle - total(shown.map((each) => each.idle)),
    runs: null,
    perRun: null,
    costs: all.costs.map((cost, period) => cost - total(shown.map((each) => each.costs[period]))),
  };
}
