// @ts-check
/** Where a click on a row leads: which filters it adds, which column comes next, and the way back. */

import { added } from './filters.js';

/** @typedef {import('./url.js').View} View */

/** For a column, those that say more about its rows, the best first. */
const NEXT = {
  account_id: ['workspace_id', 'product'],
  cloud: ['workspace_id', 'product'],
  workspace_id: ['product', 'orchestrator_job'],
  product: ['resource_id', 'job_id', 'orchestrator_job', 'execution_id'],
  sku_name: ['resource_id', 'job_id', 'execution_id'],
  record_type: ['product', 'resource_id'],
  resource_type: ['resource_id', 'job_id', 'execution_id'],
  resource_id: ['orchestrator_job', 'job_id', 'principal', 'execution_id'],
  category: ['detail', 'resource_id', 'orchestrator_job', 'execution_id'],
  detail: ['resource_id', 'product', 'execution_id'],
  execution_type: ['orchestrator_job', 'job_id', 'execution_id'],
  job_id: ['job_run_id', 'task_key', 'execution_id'],
  job_run_id: ['task_key', 'execution_id'],
  task_key: ['job_run_id', 'execution_id'],
  pipeline_id: ['update_id', 'execution_id'],
  update_id: ['execution_id', 'category'],
  notebook_id: ['principal', 'execution_id'],
  bundle: ['job_id', 'pipeline_id', 'job_run_id', 'execution_id'],
  principal: ['orchestrator_job', 'resource_id', 'execution_id'],
  orchestrator: ['orchestrator_job', 'asset', 'orchestrator_run', 'execution_id'],
  orchestrator_job: ['asset', 'orchestrator_run', 'execution_id'],
  asset: ['orchestrator_run', 'execution_id'],
  orchestrator_run: ['execution_id', 'category'],
  opaque_id: ['execution_id', 'category'],
  amount_basis: ['product', 'resource_id', 'execution_id'],
  identity_basis: ['orchestrator_job', 'principal', 'execution_id'],
  price_source: ['sku_name', 'product'],
  status: ['product', 'resource_id'],
};

/** Of rows without a value: why there is none. */
const OF_NONE = ['category', 'detail', 'product', 'resource_id', 'execution_id'];

/**
 * The column that comes after one, or null when nothing says more.
 *
 * @param {string} column
 * @param {boolean} isNone whether the row has no value in it
 * @param {string[]} used columns that are decided already
 * @returns {string | null}
 */
export function next(column, isNone, used) {
  const candidates = isNone ? OF_NONE : (NEXT[column] ?? []);
  return candidates.find((candidate) => candidate !== column && !used.includes(candidate)) ?? null;
}

/**
 * The view of a row's parts, or null when nothing says more than the row.
 *
 * @param {View} view
 * @param {Record<string, string>} keys of the row
 * @returns {View | null}
 */
export function into(view, keys) {
  const last = view.by[view.by.length - 1];
  const decided = view.filters.filter((filter) => !filter.not && filter.values.length === 1).map((filter) => filter.column);
  const column = next(last, keys[last] === '', [...decided, ...view.by]);
  if (column === null) {
    return null;
  }
  const filters = view.by.reduce(
    (all, each) => added(all, { column: each, values: [keys[each]], not: false }),
    view.filters,
  );
  return { ...view, filters, by: [column], trail: [...view.trail, view.by], top: 0, explain: '' };
}

/**
 * The steps that led here, each with the filters that it added. A step whose filters were removed by hand is none.
 *
 * @param {View} view
 */
export function steps(view) {
  return view.trail
    .map((by, index) => ({
      index,
      by,
      values: by.map((column) => view.filters.find((filter) => filter.column === column && !filter.not)?.values[0]),
    }))
    .filter((step) => step.values.every((value) => value !== undefined));
}

/**
 * The view before a step.
 *
 * @param {View} view
 * @param {number} index
 * @returns {View}
 */
export function back(view, index) {
  const undone = view.trail.slice(index).flat();
  return {
    ...view,
    by: view.trail[index],
    trail: view.trail.slice(0, index),
    filters: view.filters.filter((filter) => filter.not || !undone.includes(filter.column)),
    top: 0,
  };
}
