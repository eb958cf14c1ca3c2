/** By code unit, which for the ASCII of versions is what C's `strcmp` and most ecosystems do. Never by locale. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
