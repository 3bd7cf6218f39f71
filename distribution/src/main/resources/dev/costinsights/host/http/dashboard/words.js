// @ts-check
/** Plain words for the constants of the ledger. */

/** @type {[string, string, string][]} what a bill falls into: constant, name, meaning */
export const CATEGORIES = [
  ['DIRECT', 'Direct', 'the bill names who used it'],
  ['ALLOCATED', 'Allocated', 'a share of what several used'],
  ['IDLE', 'Idle', 'was on and did nothing'],
  ['OVERHEAD', 'Overhead', 'platform services'],
  ['UNATTRIBUTED', 'Unattributed', 'nobody can be named'],
];

const AMOUNT = {
  BILLED_ID: 'the bill names it',
  PROVIDER_SPLIT: "Databricks' own split",
  ALLOCATED_WORK: 'its share of the work',
  ALLOCATED_TIME: 'its share of the time',
  ALLOCATED_COUNT: 'an equal share, nothing could be measured',
  ESTIMATED: 'an estimate',
};

const IDENTITY = {
  HANDLE: 'its id was recorded at launch',
  EXEC_TAG: 'tags or parameters that travelled with it',
  QUERY_SOURCE: 'the source that query history names',
  SQL_COMMENT: 'a comment in its SQL',
  BILL_TAG: 'tags on the bill',
  RULE: 'a rule on its client or name',
  RUN_AS: 'only who ran it',
};

/** How an amount is known; empty where nothing is said; @param {string} basis */
export function amount(basis) {
  return basis === 'NONE' ? '' : (AMOUNT[basis] ?? basis);
}

/** How it is known who caused it; empty where nothing is said; @param {string} basis */
export function identity(basis) {
  return basis === 'NONE' ? '' : (IDENTITY[basis] ?? basis);
}

/** `1 row`, `2,000 rows`; @param {number} count @param {string} one @param {string} [more] */
export function counted(count, one, more = `${one}s`) {
  return `${number(count)} ${count === 1 ? one : more}`;
}

/** @param {number} count */
export function number(count) {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
