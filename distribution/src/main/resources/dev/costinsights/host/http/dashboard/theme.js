// @ts-check
/** Light, dark, or as the system has it; remembered in this browser. Paper is light. */

const KEY = 'cost-insights-theme';
const system = matchMedia('(prefers-color-scheme: dark)');
const paper = matchMedia('print');

/** `auto`, `light` or `dark` */
export function chosen() {
  const theme = localStorage.getItem(KEY) ?? '';
  return ['light', 'dark'].includes(theme) ? theme : 'auto';
}

/** @param {string} theme */
export function choose(theme) {
  localStorage.setItem(KEY, theme);
  apply();
}

/** Tells the style sheet. */
export function apply() {
  document.documentElement.dataset.theme = chosen();
}

export function isDark() {
  return !paper.matches && (chosen() === 'dark' || (chosen() === 'auto' && system.matches));
}

/** @param {() => void} listener called when the system changes its mind, and around printing */
export function onChange(listener) {
  system.addEventListener('change', listener);
  paper.addEventListener('change', listener);
}
