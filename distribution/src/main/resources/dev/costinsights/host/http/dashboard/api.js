// @ts-check
/** Calls of the API, with the token that the tab was given, if any. */

const TOKEN = 'cost-insights-token';

/** An answer that is none: what the server says is wrong and what to do. */
export class Problem extends Error {
  /** @param {number} status 0 when the server was not reached @param {string} title @param {string} detail */
  constructor(status, title, detail) {
    super(detail);
    this.status = status;
    this.title = title;
    this.detail = detail;
  }
}

/** Kept until the tab is closed, and nowhere else; @param {string} token */
export function useToken(token) {
  sessionStorage.setItem(TOKEN, token);
}

export function hasToken() {
  return sessionStorage.getItem(TOKEN) !== null;
}

export function forgetToken() {
  sessionStorage.removeItem(TOKEN);
}

/**
 * @param {string} path below `api/v1/`
 * @param {Record<string, string>} parameters
 * @param {AbortSignal} [signal]
 * @returns {Promise<any>}
 * @throws {Problem}
 */
export async function ask(path, parameters, signal) {
  const token = sessionStorage.getItem(TOKEN);
  let response;
  try {
    response = await fetch(`api/v1/${path}?${new URLSearchParams(parameters)}`, {
      headers: token === null ? {} : { Authorization: `Bearer ${token}` },
      signal,
    });
  } catch (failure) {
    if (signal?.aborted) {
      throw failure;
    }
    throw new Problem(0, 'The server cannot be reached', 'It may have been stopped. Start it with cost-insights serve.');
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new Problem(
      response.status,
      body.title ?? 'The server did not answer',
      body.detail ?? `It sent status ${response.status} and nothing that can be read.`,
    );
  }
  return body;
}
