/** Where two panes have no room beside each other; two-panes.module.css says the same. */
export const NARROW = '(width < 62em)'
