// @ts-check
/**
 * Filters as the API writes them: `column=value,value;column!=value`, a backslash before a separator that is a letter.
 *
 * @typedef {{column: string, values: string[], not: boolean}} Filter an empty value stands for rows that have none
 */

/**
 * @param {string} text
 * @returns {Filter[]}
 */
export function parse(text) {
  return split(text, ';')
    .filter((part) => part.trim() !== '' && part.indexOf('=') > 0)
    .map((part) => {
      const at = part.indexOf('=');
      const not = part[at - 1] === '!';
      return {
        column: part.slice(0, not ? at - 1 : at).trim(),
        values: split(part.slice(at + 1), ',').map((value) => value.replace(/\\([^])/g, '$1')),
        not,
      };
    });
}

/** @param {Filter[]} filters */
export function write(filters) {
  return filters
    .map((filter) => filter.column + (filter.not ? '!=' : '=') + filter.values.map(escaped).join(','))
    .join(';');
}

/**
 * With one more; what the same column was filtered by in the same way gives way.
 *
 * @param {Filter[]} filters
 * @param {Filter} more
 */
export function added(filters, more) {
  return [...filters.filter((filter) => filter.column !== more.column || filter.not !== more.not), more];
}

/** @param {string} value */
function escaped(value) {
  return value.replace(/[\\,;]/g, '\\$&');
}

/** Where a separator is not behind a backslash; @param {string} text @param {string} separator */
function split(text, separator) {
  const parts = [];
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\\') {
      i++;
    } else if (text[i] === separator) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}
