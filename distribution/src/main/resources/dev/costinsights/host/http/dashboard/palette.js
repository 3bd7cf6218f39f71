// @ts-check
/**
 * Colours that people with any kind of colour vision can tell apart: Paul Tol's "muted" scheme on light ground, his "light"
 * scheme on dark. A key has the same colour wherever it is shown.
 */

const LIGHT = {
  keys: ['#332288', '#44aa99', '#cc6677', '#88ccee', '#117733', '#ddcc77', '#aa4499', '#999933', '#882255'],
  none: '#7d8790',
  others: '#c9ced3',
  text: '#4f5963',
  line: '#e3e5e8',
  surface: '#ffffff',
  categories: { DIRECT: '#332288', ALLOCATED: '#88ccee', IDLE: '#ddcc77', OVERHEAD: '#999933', UNATTRIBUTED: '#cc6677' },
};

const DARK = {
  keys: ['#77aadd', '#ee8866', '#44bb99', '#eedd88', '#ffaabb', '#99ddff', '#bbcc33', '#d5d8dc'],
  none: '#8a949e',
  others: '#4c555e',
  text: '#a7b1bb',
  line: '#2c343c',
  surface: '#171d23',
  categories: { DIRECT: '#77aadd', ALLOCATED: '#44bb99', IDLE: '#eedd88', OVERHEAD: '#aaaa00', UNATTRIBUTED: '#ffaabb' },
};

/** @typedef {typeof LIGHT} Palette */

/** @param {boolean} isDark @returns {Palette} */
export function palette(isDark) {
  return isDark ? /** @type {Palette} */ (DARK) : LIGHT;
}

/**
 * A colour for each list of values; null stands for everything else. Which one follows from the values; of two that would
 * have the same, the second takes the next free one.
 *
 * @param {(string[] | null)[]} groups
 * @param {Palette} colours
 * @returns {string[]}
 */
export function coloursOf(groups, colours) {
  const taken = new Set();
  return groups.map((values) => {
    if (values === null) {
      return colours.others;
    }
    if (values.every((value) => value === '')) {
      return colours.none;
    }
    const category = values.length === 1 ? colours.categories[values[0]] : undefined;
    if (category !== undefined) {
      return category;
    }
    const count = colours.keys.length;
    let index = hash(values.join('\u0000')) % count;
    for (let tries = 0; taken.has(index) && tries < count; tries++) {
      index = (index + 1) % count;
    }
    taken.add(index);
    return colours.keys[index];
  });
}

/** FNV-1a of 32 bits; @param {string} text */
function hash(text) {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  }
  return value >>> 0;
}
