// @ts-check
/** The columns of the ledger by which costs can be grouped and filtered, the useful ones first, in plain words. */

/** @type {[string, [string, string][]][]} groups of column and label */
export const GROUPS = [
  [
    'Who caused it',
    [
      ['orchestrator_job', 'Orchestrator job'],
      ['asset', 'Asset'],
      ['orchestrator_run', 'Orchestrator run'],
      ['orchestrator', 'Orchestrator'],
      ['principal', 'Principal'],
      ['bundle', 'Bundle'],
      ['opaque_id', 'Opaque id'],
    ],
  ],
  [
    'What was billed',
    [
      ['product', 'Product'],
      ['workspace_id', 'Workspace'],
      ['resource_type', 'Resource type'],
      ['resource_id', 'Resource'],
      ['sku_name', 'SKU'],
      ['account_id', 'Account'],
      ['cloud', 'Cloud'],
      ['record_type', 'Record type'],
    ],
  ],
  [
    'What ran',
    [
      ['job_id', 'Job'],
      ['job_run_id', 'Job run'],
      ['task_key', 'Task'],
      ['pipeline_id', 'Pipeline'],
      ['update_id', 'Pipeline update'],
      ['notebook_id', 'Notebook'],
      ['execution_type', 'Kind of execution'],
      ['execution_id', 'Execution'],
    ],
  ],
  [
    'How it is known',
    [
      ['category', 'Category'],
      ['detail', 'Detail of the category'],
      ['amount_basis', 'Basis of the amount'],
      ['identity_basis', 'Basis of the identity'],
      ['price_source', 'Source of the price'],
      ['status', 'Status'],
    ],
  ],
];

const LABELS = new Map(GROUPS.flatMap(([, columns]) => columns));

/** Columns of ids that the API explains. */
const EXPLAINED = new Set(['execution_id', 'job_run_id', 'update_id', 'orchestrator_run', 'opaque_id', 'usage_record_id']);

/** Columns of what happens once, and is never in two windows. */
const ONCE = new Set(['execution_id', 'job_run_id', 'update_id', 'orchestrator_run']);

/** Whether groups by these columns cannot be compared with former days; @param {string[]} columns */
export function happenOnce(columns) {
  return columns.some((column) => ONCE.has(column));
}

/** @param {string} column */
export function isColumn(column) {
  return LABELS.has(column);
}

/** @param {string} column */
export function label(column) {
  return LABELS.get(column) ?? column.replaceAll('_', ' ');
}

/** In the middle of a sentence; @param {string} column */
export function inWords(column) {
  const text = label(column);
  return /^[A-Z]{2}/.test(text) ? text : text[0].toLowerCase() + text.slice(1);
}

/** @param {string[]} columns */
export function all(columns) {
  return columns.map(inWords).join(' and ');
}

/** @param {string} column */
export function isExplained(column) {
  return EXPLAINED.has(column);
}

/** What a row's value is shown as; @param {string} key */
export function keyText(key) {
  return key === '' ? '(none)' : key;
}
