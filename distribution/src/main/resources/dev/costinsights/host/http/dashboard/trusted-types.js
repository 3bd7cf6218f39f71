// @ts-check
/**
 * The browser lets nothing become markup but lit-html's own templates (see Content-Security-Policy). The chart empties its
 * elements by writing an empty text as markup; that is allowed, and nothing else is.
 */
if ('trustedTypes' in globalThis) {
  /** @type {any} */ (globalThis).trustedTypes.createPolicy('default', {
    createHTML: (/** @type {string} */ text) => (text === '' ? '' : null),
  });
}
