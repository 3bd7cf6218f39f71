// @ts-check
/**
 * Decimal numbers as text, without floating point: a number is a BigInt that counts units of 10^-18, the finest that the
 * ledger knows (costs have 12 decimals, quantities 18).
 */

const SCALE = 18;
const ONE = 10n ** BigInt(SCALE);
const FORM = /^(-?)(\d+)(?:\.(\d{1,18}))?$/;

/**
 * @param {string} text a plain decimal, as the API writes it
 * @returns {bigint}
 */
export function units(text) {
  const match = FORM.exec(text);
  if (match === null) {
    throw new RangeError(`'${text}' is no decimal number`);
  }
  const value = BigInt(match[2]) * ONE + BigInt((match[3] ?? '').padEnd(SCALE, '0'));
  return match[1] === '-' ? -value : value;
}

/**
 * A plain decimal with at least some decimals; more only where they are not zero.
 *
 * @param {bigint} value
 * @param {number} [least]
 */
export function plain(value, least = 0) {
  const [whole, fraction] = digits(value);
  let end = SCALE;
  while (end > least && fraction[end - 1] === '0') {
    end--;
  }
  return sign(value) + whole + (end > 0 ? `.${fraction.slice(0, end)}` : '');
}

/**
 * Rounded half even, with thousands separators.
 *
 * @param {bigint} value
 * @param {number} decimals
 */
export function shown(value, decimals) {
  const unit = 10n ** BigInt(SCALE - decimals);
  const rounded = divided(value, unit) * unit;
  const [whole, fraction] = digits(rounded);
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return sign(rounded) + grouped + (decimals > 0 ? `.${fraction.slice(0, decimals)}` : '');
}

/**
 * An amount of money for people: two decimals. What is less than a cent and not nothing says so.
 *
 * @param {bigint} value
 */
export function money(value) {
  const text = shown(value, 2);
  return value !== 0n && /^0\.00$/.test(text) ? (value > 0n ? '<0.01' : '>-0.01') : text;
}

/**
 * How large a part of a whole is, e.g. `41.4%`; a hyphen where there is no whole.
 *
 * @param {bigint} part
 * @param {bigint} whole
 */
export function percent(part, whole) {
  if (whole === 0n) {
    return '-';
  }
  const text = shown(divided(part * 100n * ONE, whole), 1);
  return text === '0.0' && part !== 0n ? '<0.1%' : `${text}%`;
}

/**
 * The same as a number for programs, with six decimals; empty where there is no whole.
 *
 * @param {bigint} part
 * @param {bigint} whole
 */
export function ratio(part, whole) {
  return whole === 0n ? '' : plain(rate(part, whole), 6);
}

/**
 * How a value differs from a former one, e.g. `+12.5%`, `new` or `gone`.
 *
 * @param {bigint} now
 * @param {bigint} before
 */
export function change(now, before) {
  if (before === 0n) {
    return now === 0n ? '-' : 'new';
  }
  if (now === 0n) {
    return 'gone';
  }
  const text = shown(divided((now - before) * 100n * ONE, absolute(before)), 1);
  return `${text.startsWith('-') || text === '0.0' ? '' : '+'}${text}%`;
}

/**
 * One n-th, rounded half even to the 12 decimals of a cost.
 *
 * @param {bigint} value
 * @param {number} count
 */
export function each(value, count) {
  const cost = 10n ** BigInt(SCALE - 12);
  return divided(value, BigInt(count) * cost) * cost;
}

/**
 * How much of a value there is for one of another, with six decimals.
 *
 * @param {bigint} value
 * @param {bigint} quantity not 0
 */
export function rate(value, quantity) {
  return divided(value * 1_000_000n, quantity) * 10n ** BigInt(SCALE - 6);
}

/** @param {bigint} value */
export function absolute(value) {
  return value < 0n ? -value : value;
}

/**
 * For lengths and positions in a picture only.
 *
 * @param {bigint} value
 */
export function approximate(value) {
  return Number(plain(value));
}

/** Half even; @param {bigint} value @param {bigint} by */
function divided(value, by) {
  if (by < 0n) {
    return divided(-value, -by);
  }
  const size = absolute(value);
  const twice = (size % by) * 2n;
  const down = size / by;
  const rounded = twice > by || (twice === by && down % 2n === 1n) ? down + 1n : down;
  return value < 0n ? -rounded : rounded;
}

/** @param {bigint} value @returns {[string, string]} */
function digits(value) {
  const text = absolute(value).toString().padStart(SCALE + 1, '0');
  return [text.slice(0, -SCALE), text.slice(-SCALE)];
}

/** @param {bigint} value */
function sign(value) {
  return value < 0n ? '-' : '';
}
