// @ts-check
/** Gets what a view asks for, newest first: an answer that comes after a newer question is dropped. */

import { ask, Problem } from './api.js';
import { needsLedger } from './days.js';
import * as figures from './figures.js';
import * as questions from './questions.js';

/** @typedef {import('./main.js').Page} Page */

/** @type {Record<string, AbortController>} */
const running = {};

/**
 * Fills the page with costs, then with what stands beside them.
 *
 * @param {Page} page
 * @param {() => void} draw called whenever something came
 */
export async function costs(page, draw) {
  const view = page.view;
  const work = async (/** @type {AbortSignal} */ signal) => {
    page.isLoading = true;
    draw();
    if (page.ledger === null && needsLedger(view)) {
      page.ledger = (await ask('costs', { by: 'category', last: '1', top: '1' }, signal)).ledger;
    }
    const question = questions.costs(view, page.ledger);
    const answer = await ask('costs', question, signal);
    const found = figures.of(answer, view.currency);
    Object.assign(page, { answer, answered: view, step: question.step, ledger: answer.ledger, tagged: null, movers: null });
    Object.assign(page, { problem: null, isLoading: false });
    draw();
    if (found?.compares) {
      const isAll = found.rest === null;
      page.movers = isAll ? answer : await ask('costs', questions.movers(view, page.ledger), signal);
    }
    page.tagged = await ask('costs', questions.tagged(view, page.ledger), signal);
    draw();
  };
  await newest('costs', work, (problem) => {
    Object.assign(page, { problem, isLoading: false });
    draw();
  });
}

/**
 * Fills the page with the explanation that its view asks for.
 *
 * @param {Page} page
 * @param {() => void} draw
 */
export async function explanation(page, draw) {
  Object.assign(page, { explanation: null, explanationProblem: null });
  const view = page.view;
  const work = async (/** @type {AbortSignal} */ signal) => {
    if (view.explain !== '') {
      page.explanation = await ask('explanations', questions.explanation(view, page.ledger), signal);
      draw();
    }
  };
  await newest('explanation', work, (problem) => {
    page.explanationProblem = problem;
    draw();
  });
}

/**
 * Fills the page with values of a column to choose from; with none if they cannot be had.
 *
 * @param {Page} page
 * @param {string} column
 * @param {() => void} draw
 */
export async function suggestions(page, column, draw) {
  page.suggestions = [];
  draw();
  const work = async (/** @type {AbortSignal} */ signal) => {
    const answer = await ask('costs', questions.values(page.view, page.ledger, column), signal);
    page.suggestions = [...new Set(answer.rows.map((/** @type {any} */ row) => row.keys[column]))].filter((value) => value !== '');
    draw();
  };
  await newest('suggestions', work, () => {});
}

/**
 * Does something of a kind, in place of what was begun before.
 *
 * @param {string} kind
 * @param {(signal: AbortSignal) => Promise<void>} work
 * @param {(problem: Problem) => void} failed is told why the work failed, if nothing newer took its place
 */
async function newest(kind, work, failed) {
  running[kind]?.abort();
  const controller = (running[kind] = new AbortController());
  try {
    await work(controller.signal);
  } catch (failure) {
    if (controller.signal.aborted) {
      return;
    }
    if (!(failure instanceof Problem)) {
      // A bug, and the console must have it.
      throw failure;
    }
    failed(failure);
  }
}
