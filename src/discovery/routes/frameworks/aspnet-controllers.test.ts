import { expect, test } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { routes } from '../index.ts'

const MVC = 'using Microsoft.AspNetCore.Mvc;\n'

const endpointsOf = (texts: Record<string, string>) => discoverTexts(texts, [asAny(routes)]).endpoints

const said = (texts: Record<string, string>): string[] =>
  endpointsOf(texts)
    .map(
      ({ method, path, authentication }) => `${method} ${path}${authentication ? ` ${authentication}` : ''}`,
    )
    .sort()

test('fills tokens, strips constraints and tells parameters', () => {
  const [one] = endpointsOf({
    'UsersController.cs': `${MVC}
[ApiController, Route("api/v{version:apiVersion}/[controller]"), ApiVersion("2.0")]
public class UsersController(IUsers users) : ControllerBase {
  [HttpGet("{id:int}/{tab=all}")] [Authorize(Roles = "x")]
  public async Task<ActionResult<UserView>> Get(int id, [FromQuery(Name = "q")] string? query, CancellationToken stop) => Ok(users.Find(id));
}`,
  })
  expect(one).toMatchObject({
    method: 'GET',
    path: '/api/v2/Users/{id}/{tab}',
    line: 6,
    authentication: '[Authorize]',
    handler: { name: 'Get', line: 6 },
    parameters: [
      { name: 'id', in: 'path', type: 'int' },
      { name: 'tab', in: 'path' },
      { name: 'q', in: 'query', type: 'string' },
    ],
    uses: ['UserView', 'IUsers'],
  })
})

test('starts anew at the root, gives each verb and template its route, and knows constants', () => {
  expect(
    said({
      'Paths.cs':
        'static class Paths { public const string Root = "api" + Slash; const string Slash = "/shop"; }',
      'A.cs': `${MVC}[Route(Paths.Root)] public class A : ControllerBase {
  [HttpGet("/top"), HttpPost("x")] public IActionResult X() => Ok();
  [HttpPut, Route("~/y")] public IActionResult Y() => Ok();
  [AcceptVerbs("GET", "HEAD", Route = "z")] public IActionResult Z() => Ok();
  [NonAction] public IActionResult No() => Ok();
  private IActionResult Neither() => Ok(); }`,
    }),
  ).toEqual(['GET /api/shop/z', 'GET /top', 'HEAD /api/shop/z', 'POST /api/shop/x', 'PUT /y'])
})

test('inherits routes and authentication from a base', () => {
  expect(
    said({
      'Base.cs': `${MVC}[Authorize, Route("api/[controller]/[action]")] public abstract class ApiBase : ControllerBase {
  [HttpGet] public IActionResult Ping() => Ok(); }`,
      'CatsController.cs': `${MVC}public class CatsController : ApiBase { [HttpPost, AllowAnonymous] public IActionResult Feed() => Ok(); }`,
    }),
  ).toEqual(['GET /api/Cats/Ping [Authorize]', 'POST /api/Cats/Feed'])
})

test('goes by convention where a startup asks for it, and only there', () => {
  const home = `${MVC}public class HomeController : Controller {
  public IActionResult Index() => View();
  [HttpPost] public async Task<IActionResult> Save(Form form) => View();
  public IActionResult Show(int id) => View();
  public string Text { get; set; } public void Help() {} }`
  const area = `${MVC}[Area("Admin")] public class UsersController : Controller { public IActionResult Index() => View(); }`
  const texts = { 'Web/HomeController.cs': home, 'Web/UsersController.cs': area }
  expect(
    said({
      ...texts,
      'Web/Program.cs': 'app.MapControllerRoute("default", "{controller=Home}/{action=Index}/{id?}");',
      'Web/Web.csproj': '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>',
    }),
  ).toEqual(['GET /Admin/Users/Index', 'GET /Home/Index', 'GET /Home/Show/{id}', 'POST /Home/Save'])
  expect(said(texts)).toEqual([])
})

test('sees authentication for all, which one action may waive', () => {
  expect(
    said({
      'A.cs': `${MVC}[Route("a")] public class A : ControllerBase { [HttpGet] public IActionResult X() => Ok(); [HttpPost, AllowAnonymous] public IActionResult Y() => Ok(); }`,
      'Program.cs':
        'options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();',
      'App.csproj': '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>',
    }),
  ).toEqual(['GET /a FallbackPolicy', 'POST /a'])
})
