/** One rem in pixels, as the reader has set it in the browser. */
export const remInPixels = (): number =>
  Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
