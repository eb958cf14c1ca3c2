import { expect, test } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { routes } from '../index.ts'

const PACKAGE = '{ "dependencies": { "@nestjs/common": "11" } }'
const endpointsOf = (texts: Record<string, string>) =>
  discoverTexts({ 'package.json': PACKAGE, ...texts }, [asAny(routes)]).endpoints
const linesOf = (texts: Record<string, string>) =>
  endpointsOf(texts).map((one) => `${one.method} ${one.path} ${one.authentication ?? '-'}`)

test('global prefix, versions, modules, guards, inherited methods', () => {
  const texts = {
    'src/main.ts': `app.setGlobalPrefix('api', { exclude: ['health'] })
app.enableVersioning({ type: VersioningType.URI })`,
    'src/app.module.ts': `import { AdminModule } from './admin.module'
@Module({ imports: [RouterModule.register([{ path: 'admin', module: AdminModule }])], providers: [{ provide: APP_GUARD, useClass: JwtAuthGuard }] })
export class AppModule {}`,
    'src/admin.module.ts': `import { UsersController } from './users.controller'
@Module({ controllers: [UsersController] })
export class AdminModule {}`,
    'src/crud.ts': `export abstract class Crud {
  @Get(':id') findOne(@Param('id') id: number) {}
}`,
    'src/users.controller.ts': `import { Crud } from './crud'
@Controller({ path: 'users', version: '1' })
export class UsersController extends Crud {
  @Post()
  @UseGuards(AdminGuard)
  create(@Body() body: CreateUserDto, @Query('dry') dry: boolean) { return this.usersService.create(body) }
  @Public()
  @Get(['list', 'all'])
  list() {}
}`,
    'src/health.controller.ts': `@Controller('health') export class HealthController { @Get() check() {} }`,
  }
  expect(linesOf(texts).sort()).toEqual([
    'GET /api/v1/admin/users/all -',
    'GET /api/v1/admin/users/list -',
    'GET /api/v1/admin/users/{id} JwtAuthGuard',
    'GET /health JwtAuthGuard',
    'POST /api/v1/admin/users AdminGuard',
  ])
  expect(endpointsOf(texts).find((one) => one.method === 'POST')).toMatchObject({
    handler: { name: 'UsersController.create', file: 'src/users.controller.ts', line: 6 },
    parameters: [
      { name: 'body', in: 'body', type: 'CreateUserDto' },
      { name: 'dry', in: 'query', type: 'boolean' },
    ],
    uses: ['CreateUserDto', 'usersService'],
  })
})

test('middleware in front of some routes', () => {
  expect(
    linesOf({
      'a.module.ts': `@Module({ controllers: [A] }) export class M { configure(consumer) { consumer.apply(AuthMiddleware).forRoutes({ path: 'a/:id', method: RequestMethod.PUT }) } }`,
      'a.controller.ts': `@Controller('a') export class A { @Get(':id') get() {} @Put(':id') put() {} }`,
    }),
  ).toEqual(['GET /a/{id} -', 'PUT /a/{id} AuthMiddleware'])
})

test('a guard of the whole counts when its name says that it asks who calls', () => {
  const guardOf = (name: string) =>
    discoverTexts(
      {
        'package.json': '{ "dependencies": { "@nestjs/core": "11", "@nestjs/common": "11" } }',
        'app.module.ts': `import { Module } from '@nestjs/common'
import { APP_GUARD } from '@nestjs/core'
@Module({ controllers: [Health], providers: [{ provide: APP_GUARD, useClass: ${name} }] })
export class AppModule {}
`,
        'health.ts': `import { Controller, Get } from '@nestjs/common'
@Controller('health')
export class Health {
  @Get()
  show() {}
}
`,
      },
      [asAny(routes)],
    ).endpoints.map((one) => one.authentication ?? '-')
  expect(guardOf('JwtAuthGuard')).toEqual(['JwtAuthGuard'])
  expect(guardOf('ImpersonationWriteGuard')).toEqual(['-'])
})
