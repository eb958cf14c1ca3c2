import type { Framework } from '../contract.ts'
import { builderFacts, callFacts, groupFacts, prefixedModuleFacts } from './aspnet-minimal-endpoints.ts'

/** Minimal APIs of ASP.NET Core: endpoints and groups on a builder, over variables and functions; Carter's modules are the same inside. */
export const aspnetMinimal: Framework = {
  id: 'aspnet-minimal',
  name: 'ASP.NET Core',
  language: 'csharp',
  packages: ['Microsoft.AspNetCore.App', 'Microsoft.AspNetCore.', 'Microsoft.AspNetCore', 'Carter'],
  // A program that only calls `app.MapOrders()` mounts what others declare.
  mentions:
    /\.Map(?!Controllers\b|ControllerRoute\b|Razor|Hub\b|Fallback|Grpc)[A-Z]\w*\s*[(<]|\.Map\s*\(\s*[$@]?"|\b(?:IEndpointRouteBuilder|RouteGroupBuilder)\b/,
  rules: [
    {
      rule: { any: [{ kind: 'method_declaration' }, { kind: 'local_function_statement' }] },
      facts: builderFacts,
    },
    { rule: { kind: 'variable_declarator' }, facts: groupFacts },
    { rule: { kind: 'invocation_expression' }, facts: callFacts },
    { rule: { kind: 'constructor_initializer' }, facts: prefixedModuleFacts },
  ],
}
