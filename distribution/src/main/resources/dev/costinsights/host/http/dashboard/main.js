// @ts-check
/** The dashboard: what is known, what can be done, and the one place that draws. */

import './trusted-types.js';
import { render } from 'lit-html';
import * as answers from './answers.js';
import * as api from './api.js';
import * as csv from './csv.js';
import * as drilling from './drill.js';
import * as figures from './figures.js';
import { coloursOf, palette } from './palette.js';
import * as takeAway from './take-away.js';
import * as theme from './theme.js';
import * as url from './url.js';
import { view } from './views/page.js';
import * as watch from './watch.js';

/**
 * @typedef {object} Page all that is known
 * @property {url.View} view what is asked for
 * @property {any} answer the newest costs, or null
 * @property {url.View} answered the view that they are of
 * @property {string} step the length of their periods
 * @property {any} tagged costs of orchestrator jobs, or null
 * @property {any} movers costs by change, or null
 * @property {import('./days.js').Days | null} ledger the days that there are
 * @property {figures.Figures | null} figures of the chosen currency
 * @property {figures.Line[]} parts of the bars
 * @property {Map<figures.Line, string>} colours of the parts
 * @property {import('./palette.js').Palette} palette
 * @property {string} theme
 * @property {api.Problem | null} problem instead of costs
 * @property {boolean} isLoading
 * @property {any} explanation or null
 * @property {api.Problem | null} explanationProblem
 * @property {string[]} suggestions values of the column that a filter is made of
 * @property {string} backfillSince when the backfill that runs began, or empty
 * @property {boolean} hasToken
 * @property {boolean} wasRefused whether the token was
 * @property {string} notice
 */

/** @type {Page} */
const page = {
  view: url.read(location.search),
  answer: null,
  answered: url.USUAL,
  step: 'day',
  tagged: null,
  movers: null,
  ledger: null,
  figures: null,
  parts: [],
  colours: new Map(),
  palette: palette(false),
  theme: 'auto',
  problem: null,
  isLoading: true,
  explanation: null,
  explanationProblem: null,
  suggestions: [],
  backfillSince: '',
  hasToken: false,
  wasRefused: false,
  notice: '',
};

/** What a reader can do. */
const act = {
  /** Changes some of the view; @param {Partial<url.View>} changes */
  go(changes) {
    const isOther = 'by' in changes || 'filters' in changes;
    act.show({ ...page.view, ...(isOther ? { top: 0 } : {}), ...changes });
  },
  /** @param {url.View} next */
  show(next) {
    const address = location.pathname + url.write(next);
    if (address !== location.pathname + location.search) {
      history.pushState(null, '', address);
    }
    become(next);
  },
  /** @param {string[]} columns */
  group(columns) {
    act.go({ by: [...new Set(columns.filter((column) => column !== ''))], trail: [] });
  },
  /** Goes on to the parts of a group; @param {Record<string, string>} keys */
  drill(keys) {
    const next = drilling.into(page.answered, keys);
    if (next !== null) {
      act.show(next);
    }
  },
  closeExplanation() {
    if (page.view.explain !== '') {
      act.go({ explain: '', always: false });
    }
  },
  reset() {
    act.show(url.USUAL);
  },
  reload() {
    page.problem = null;
    costs();
  },
  /** @param {string} column */
  suggest(column) {
    answers.suggestions(page, column, draw);
  },
  /** @param {string} name */
  theme(name) {
    theme.choose(name);
    draw();
  },
  /** @param {string} token */
  signIn(token) {
    api.useToken(token);
    page.wasRefused = true;
    act.reload();
    answers.explanation(page, draw);
  },
  signOut() {
    api.forgetToken();
    location.reload();
  },
  async copyLink() {
    notice(await takeAway.copyLink());
  },
  saveCsv() {
    if (page.figures !== null) {
      const { by, start, end } = page.answer;
      takeAway.saveCsv(`costs-${by.join('-')}-${start}-${end}.csv`, csv.table(page.figures, by, page.answer.periods));
    }
  },
};

/** @typedef {typeof act} Actions */

/** @param {url.View} next */
function become(next) {
  const before = page.view;
  page.view = next;
  if (costsOf(before) !== costsOf(next) || page.problem !== null) {
    page.problem = null;
    costs();
  }
  if (before.explain !== next.explain || before.always !== next.always) {
    answers.explanation(page, draw);
  }
  draw();
}

/** Asks for costs, and again when a backfill has brought others. */
async function costs() {
  await answers.costs(page, draw);
  if (page.problem === null || page.problem.status === 503) {
    await watch.backfills(page, draw, costs);
  }
}

/** What of a view needs other costs; @param {url.View} view */
function costsOf(view) {
  return url.write({ ...view, currency: '', explain: '', always: false, trail: [] });
}

function draw() {
  page.theme = theme.chosen();
  page.palette = palette(theme.isDark());
  page.hasToken = api.hasToken();
  if (page.problem?.status === 401) {
    api.forgetToken();
  }
  page.figures = page.answer === null ? null : figures.of(page.answer, page.view.currency);
  page.parts = page.figures === null ? [] : figures.parts(page.figures);
  const groups = page.parts.map((line) =>
    line.keys === null ? null : page.answer.by.map((/** @type {string} */ column) => line.keys?.[column] ?? ''),
  );
  page.colours = new Map(coloursOf(groups, page.palette).map((colour, index) => [page.parts[index], colour]));
  render(view(page, act), /** @type {HTMLElement} */ (document.getElementById('app')));
  openOrClose(/** @type {HTMLDialogElement} */ (document.querySelector('dialog.drawer')));
}

/** @param {HTMLDialogElement} dialog */
function openOrClose(dialog) {
  if (page.view.explain !== '' && !dialog.open) {
    dialog.showModal();
  } else if (page.view.explain === '' && dialog.open) {
    dialog.close();
  }
}

/** @param {string} text */
function notice(text) {
  page.notice = text;
  draw();
  setTimeout(() => {
    page.notice = '';
    draw();
  }, 4000);
}

theme.apply();
theme.onChange(draw);
addEventListener('popstate', () => become(url.read(location.search)));
addEventListener('keydown', (event) => {
  const isTyping = event.target instanceof Element && event.target.closest('input, select, textarea, dialog') !== null;
  if (event.key === '/' && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    document.getElementById('id')?.focus();
  }
});
costs();
answers.explanation(page, draw);
draw();
