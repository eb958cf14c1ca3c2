/** Everything that can be reached from some nodes along a way, and these themselves. */
export function reach<T>(from: Iterable<T>, next: (at: T) => Iterable<T>): Set<T> {
  const seen = new Set(from)
  // A set tells what is added to it while it is walked.
  for (const at of seen) for (const to of next(at)) seen.add(to)
  return seen
}
