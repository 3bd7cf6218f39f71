// @ts-check
/** The table on the screen as CSV (RFC 4180): amounts with all their digits, periods in columns of their own. */

import * as decimal from './decimal.js';

/** @typedef {import('./figures.js').Figures} Figures */
/** @typedef {import('./figures.js').Line} Line */

/**
 * @param {Figures} figures
 * @param {string[]} by
 * @param {string[]} periods their first days
 */
export function table(figures, by, periods) {
  const compares = figures.compares;
  const head = [
    'currency',
    ...by,
    'cost',
    'share',
    ...(compares ? ['before', 'difference'] : []),
    'idle_cost',
    'runs',
    'cost_per_run',
    ...periods,
  ];
  const rows = figures.lines.map((line) => [
    text(figures.currency),
    ...by.map((column) => text(line.keys?.[column] ?? '')),
    ...numbers(line, figures, compares),
  ]);
  if (figures.rest !== null) {
    const name = by.map((column, index) => (index === 0 ? '(everything else)' : ''));
    rows.push([text(figures.currency), ...name, ...numbers(figures.rest, figures, compares)]);
  }
  return [head, ...rows].map((cells) => `${cells.join(',')}\r\n`).join('');
}

/** @param {Line} line @param {Figures} figures @param {boolean} compares */
function numbers(line, figures, compares) {
  return [
    decimal.plain(line.cost),
    decimal.ratio(line.cost, figures.all.cost),
    ...(compares ? [decimal.plain(line.before ?? 0n), decimal.plain(line.cost - (line.before ?? 0n))] : []),
    decimal.plain(line.idle),
    line.runs === null ? '' : String(line.runs),
    line.perRun === null ? '' : decimal.plain(line.perRun),
    ...line.costs.map((cost) => decimal.plain(cost)),
  ];
}

/** A spreadsheet must not take a text for a formula; @param {string} value */
function text(value) {
  const safe = /^[=+\-@\t\r\n\0\uff1d\uff0b\uff0d\uff20]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
