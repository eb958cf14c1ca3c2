import { byWord } from '../../values/by-word.ts'

const PROVIDERS: Record<string, string> = byWord({
  aws: 'aws',
  awscc: 'aws',
  azurerm: 'azure',
  azuread: 'azure',
  azapi: 'azure',
  google: 'gcp',
  kubernetes: 'kubernetes',
  kubectl: 'kubernetes',
  helm: 'kubernetes',
  docker: 'docker',
})

/** Whose resource a type is: by what its name begins with. */
export function providerOf(type: string): string {
  const [first = type] = type.split('_')
  return PROVIDERS[first] ?? first
}
