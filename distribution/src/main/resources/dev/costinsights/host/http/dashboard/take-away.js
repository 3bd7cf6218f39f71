// @ts-check
/** What a reader takes along: the address and a file. */

/** @returns {Promise<string>} what to tell the reader */
export async function copyLink() {
  try {
    await navigator.clipboard.writeText(location.href);
    return 'The link is copied.';
  } catch {
    return 'The browser does not let a page copy here. The address bar has the link.';
  }
}

/** @param {string} name @param {string} text */
export function saveCsv(name, text) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
