import type { AffectedComponent } from '../../model/observation.ts'
import { partsOfCpe } from '../values/cpe.ts'

/** `Installed version : 1.2`, `Remote package installed : shop-1.2-3.el8`: the first pair of the output, which may list several. */
const INSTALLED = /^\s*-?\s*(?:Remote package installed|Installed (?:version|package))\s*:\s*(.+)$/im
const FIXED = /^\s*(?:Should be|Fixed (?:version|package))\s*:\s*(.+)$/im

/** The package or program that a plugin found too old, with the version that it should have. */
export function componentIn(output: string | undefined, cpes: string[]): AffectedComponent | undefined {
  const installed = partsOf(INSTALLED.exec(output ?? '')?.[1])
  const fixed = partsOf(FIXED.exec(output ?? '')?.[1])
  const programs = cpes.map(partsOfCpe).filter((cpe) => cpe?.part === 'application')
  const name = installed?.name ?? (programs.length === 1 ? programs[0]?.product : undefined)
  if (!name) return undefined
  const version = installed?.version ?? programs[0]?.version
  return { name, ...(version && { version }), ...(fixed?.version && { fixVersions: [fixed.version] }) }
}

/** `shop_1.2-3ubuntu1` (deb), `shop-tools-1.2-3.el8` (rpm), `1.2`; a sentence is no version. */
function partsOf(text: string | undefined): { name?: string; version?: string } | undefined {
  const said = text?.trim()
  if (!said || /\s(?!\/)\S*\s/.test(said)) return undefined
  const [, name, version] =
    /^([A-Za-z][^_\s]*)_(\d\S*)$/.exec(said) ??
    /^([A-Za-z]\S*?)-((?:\d+:)?\d[^-\s]*-[^-\s]+)$/.exec(said) ??
    []
  return name && version ? { name, version } : /^\d\S*$/.test(said) ? { version: said } : undefined
}
