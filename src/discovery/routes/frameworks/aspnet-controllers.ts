import type { Framework } from '../contract.ts'
import { attributeFacts } from './aspnet-attributes.ts'
import { routesOfOwnAttributes } from './aspnet-attributes-weave.ts'
import { controllerFacts } from './aspnet-controllers-actions.ts'
import { globalFacts } from './aspnet-controllers-startup.ts'

/** Controllers of ASP.NET Core: routes by attribute, and by convention where a startup asks for it. */
export const aspnetControllers: Framework = {
  id: 'aspnet-controllers',
  name: 'ASP.NET Core',
  language: 'csharp',
  packages: ['Microsoft.AspNetCore.App', 'Microsoft.AspNetCore.', 'Microsoft.AspNetCore'],
  mentions:
    /\[(?:\w+(?:\([^()\n]*\))?\s*,\s*)*(?:Http(?:Get|Post|Put|Delete|Patch|Head|Options)|Route|ApiController|AcceptVerbs)\b|\bclass\s+\w*Controller\b|:\s*\w*Controller|\bclass\s+\w+Attribute\b|\b(?:AuthorizeFilter|FallbackPolicy|SetFallbackPolicy|MapControllers|MapControllerRoute|MapDefaultControllerRoute|UseMvcWithDefaultRoute|MapRoute|UsePathBase|LowercaseUrls)\b/,
  rules: [
    {
      rule: { any: [{ kind: 'class_declaration' }, { kind: 'record_declaration' }] },
      facts: (node) => [...controllerFacts(node), ...attributeFacts(node)],
    },
    { rule: { kind: 'compilation_unit' }, facts: globalFacts },
  ],
  weave: routesOfOwnAttributes,
}
