// What was just saved or deleted may be left; the page learns of it only after it was.

let saved = false

export const isSaved = (): boolean => saved

/** Leaves the page with nothing to lose. */
export async function leaving(go: () => Promise<void> | void): Promise<void> {
  saved = true
  try {
    await go()
  } finally {
    saved = false
  }
}
