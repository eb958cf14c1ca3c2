const KEY = 'stance-reloaded-at'
const SOON_MS = 10_000

/**
 * A page's code that is gone from the server means that Stance was upgraded while this tab was open: the page is loaded
 * anew, once; if that does not help, the error shows as any other.
 */
export function reloadAfterUpgrade(): void {
  window.addEventListener('vite:preloadError', (event) => {
    const last = Number(sessionStorage.getItem(KEY) ?? 0)
    if (Date.now() - last < SOON_MS) return
    event.preventDefault()
    sessionStorage.setItem(KEY, String(Date.now()))
    location.reload()
  })
}
