import type { Routes } from '../api.ts'

export const openApiRoutes: Routes = (app) => {
  app.get('/openapi.json', { config: { permission: 'public' }, schema: { hide: true } }, async () =>
    app.swagger(),
  )
}
