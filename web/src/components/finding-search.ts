/**
 * The open findings on a component version. Tools write a name with its namespace (`@babel/core`, `org.apache.shiro:shiro-core`,
 * `org.apache.shiro/shiro-core`) or without: any of them counts, as in the number of open findings.
 */
export function openFindingsOf(
  fullName: string,
  version: string,
): { state: 'open'; component: string; q?: string } {
  const at = Math.max(fullName.lastIndexOf('/'), fullName.lastIndexOf(':'))
  const [namespace, name] = [fullName.slice(0, Math.max(at, 0)), fullName.slice(at + 1)]
  const names = namespace ? [`${namespace}/${name}`, `${namespace}:${name}`, name] : [name]
  return { state: 'open', component: names.join(','), ...(version && { q: `@${version}` }) }
}
