// @ts-check
/** Days in words, and the days that a choice means. All days are UTC, and an end is the day after the last one. */

/** @typedef {import('./url.js').View} View */
/** @typedef {{start: string, end: string}} Days */

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAY_MILLIS = 86_400_000;

/** Whether a choice can only be understood when the ledger's days are known; @param {View} view */
export function needsLedger(view) {
  return view.days === 'month' || view.days === 'last-month';
}

/**
 * The parameters of the API that mean the same days.
 *
 * @param {View} view
 * @param {Days | null} ledger
 * @returns {Record<string, string>}
 */
export function parameters(view, ledger) {
  if (view.days === '') {
    return { start: view.start, end: view.end };
  }
  if (ledger === null || !needsLedger(view)) {
    return { last: view.days };
  }
  const month = plus(ledger.end, -1).slice(0, 7);
  return view.days === 'month'
    ? { start: `${month}-01`, end: ledger.end }
    : { start: `${plus(`${month}-01`, -1).slice(0, 7)}-01`, end: `${month}-01` };
}

/** @param {string} day @param {number} count */
export function plus(day, count) {
  return new Date(Date.parse(day) + count * DAY_MILLIS).toISOString().slice(0, 10);
}

/** @param {Days} days */
export function count(days) {
  return (Date.parse(days.end) - Date.parse(days.start)) / DAY_MILLIS;
}

/** How long the periods should be for a picture that can be read; @param {number} days */
export function stepFor(days) {
  return days <= 62 ? 'day' : days <= 370 ? 'week' : 'month';
}

/** `14 Oct 2026`; @param {string} day */
export function dayText(day) {
  return `${shortText(day)} ${day.slice(0, 4)}`;
}

/** `14 Oct`; @param {string} day */
export function shortText(day) {
  return `${Number(day.slice(8, 10))} ${MONTHS[Number(day.slice(5, 7)) - 1]}`;
}

/** `2 to 31 Oct 2026`; @param {Days} days */
export function spanText(days) {
  const last = plus(days.end, -1);
  if (last === days.start) {
    return dayText(last);
  }
  const first =
    days.start.slice(0, 7) === last.slice(0, 7)
      ? String(Number(days.start.slice(8, 10)))
      : days.start.slice(0, 4) === last.slice(0, 4)
        ? shortText(days.start)
        : dayText(days.start);
  return `${first} to ${dayText(last)}`;
}

/** What stands at a period's place; @param {string} period its first day @param {string} step */
export function periodText(period, step) {
  return step === 'month' ? `${MONTHS[Number(period.slice(5, 7)) - 1]} ${period.slice(0, 4)}` : shortText(period);
}

/**
 * `14 Oct 2026 10:00 to 11:00`, as exact as it has to be.
 *
 * @param {string} start an instant in ISO form
 * @param {string} end
 */
export function momentsText(start, end) {
  const isDay = start.slice(0, 10) === end.slice(0, 10);
  return `${dayText(start)} ${timeText(start)} to ${isDay ? '' : `${dayText(end)} `}${timeText(end)}`;
}

/** @param {string} moment */
function timeText(moment) {
  return moment.slice(11).replace(/:00Z$/, '').replace(/Z$/, '');
}
