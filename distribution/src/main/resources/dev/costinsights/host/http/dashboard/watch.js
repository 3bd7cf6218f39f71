// @ts-check
/** Looks how the host's backfills go: that one runs, and when one that changed something has ended. */

import { ask, Problem } from './api.js';

/** @typedef {import('./main.js').Page} Page */

const WHILE_ONE_RUNS = 3_000;
const ELSE = 60_000;

let isWatching = false;

/**
 * Begins to look, where nobody does; until the host does not answer, or when it does no backfills.
 *
 * @param {Page} page gets when the one that runs began
 * @param {() => void} draw
 * @param {() => void} changed called when there are other costs than before
 */
export async function backfills(page, draw, changed) {
  if (isWatching) {
    return;
  }
  isWatching = true;
  let state = await now();
  while (state.enabled) {
    if (page.backfillSince !== (state.running_since ?? '')) {
      page.backfillSince = state.running_since ?? '';
      draw();
    }
    await new Promise((resolve) => setTimeout(resolve, page.backfillSince === '' ? ELSE : WHILE_ONE_RUNS));
    const next = await now();
    if (next.last !== undefined && next.last.ended_at !== state.last?.ended_at && next.last.changed_slices > 0) {
      changed();
    }
    state = next;
  }
  page.backfillSince = '';
  draw();
  isWatching = false;
}

/** @returns {Promise<any>} */
async function now() {
  try {
    return await ask('backfills', {});
  } catch (failure) {
    if (!(failure instanceof Problem)) {
      throw failure;
    }
    return { enabled: false };
  }
}
