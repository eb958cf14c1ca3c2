import { expect, test } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { routes } from '../index.ts'

const PROJECT = { 'App.csproj': '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>' }

const endpointsOf = (texts: Record<string, string>) =>
  discoverTexts({ ...PROJECT, ...texts }, [asAny(routes)]).endpoints

const said = (texts: Record<string, string>): string[] =>
  endpointsOf(texts)
    .map(
      ({ method, path, authentication }) => `${method} ${path}${authentication ? ` ${authentication}` : ''}`,
    )
    .sort()

test('follows groups through variables, functions and files', () => {
  expect(
    said({
      'Program.cs': `var app = builder.Build();
app.MapGet("/", () => "hi");
var api = app.MapGroup("/api").RequireAuthorization();
api.MapOrders();
Users.Map(api.MapGroup("users"));
app.MapMethods("/m", new[] { "PUT", "PATCH" }, () => 1);`,
      'Orders.cs': `static class OrdersApi { public static RouteGroupBuilder MapOrders(this IEndpointRouteBuilder app) {
  var group = app.MapGroup($"{Names.Orders}/v1");
  group.MapGet("{id:int}", Get).AllowAnonymous();
  group.MapPost("/", (Order order, ShopDb db) => Results.Ok());
  return group; }
  static IResult Get(int id) => null; }`,
      'Names.cs': 'static class Names { public const string Orders = "orders"; }',
      'Users.cs':
        'static class Users { public static void Map(IEndpointRouteBuilder b) { b.MapDelete("/{name}", (string name) => 1); } }',
    }),
  ).toEqual([
    'DELETE /api/users/{name} RequireAuthorization()',
    'GET /',
    'GET /api/orders/v1/{id}',
    'PATCH /m',
    'POST /api/orders/v1 RequireAuthorization()',
    'PUT /m',
  ])
})

test('keeps variables of the same name in different functions apart', () => {
  expect(
    said({
      'A.cs': `static class A {
  public static void MapA(this WebApplication app) { var g = app.MapGroup("/a"); g.MapGet("/x", X); g.RequireAuthorization(); }
  public static void MapB(this WebApplication app) { var g = app.MapGroup("/b"); g.MapGet("/x", X); g.MapPost("/y", X).RequireAuthorization("p"); } }`,
    }),
  ).toEqual(['GET /a/x RequireAuthorization()', 'GET /b/x', 'POST /b/y RequireAuthorization()'])
})

test('tells handler and parameters', () => {
  expect(
    endpointsOf({
      'A.cs': `static class A { public static void MapA(this WebApplication app) => app.MapPut("/a/{id}", Save);
  [Authorize] static IResult Save(int id, [FromHeader(Name = "x-id")] string x, Pet pet, IPets pets, PetsDbContext db) => null; }`,
    })[0],
  ).toMatchObject({
    authentication: '[Authorize]',
    handler: { name: 'Save', file: 'A.cs', line: 2 },
    parameters: [
      { name: 'id', in: 'path', type: 'int' },
      { name: 'x-id', in: 'header', type: 'string' },
      { name: 'pet', in: 'body', type: 'Pet' },
    ],
  })
})

test('reads modules of Carter and endpoints of FastEndpoints', () => {
  expect(
    said({
      'Pets.cs': `public class Pets : CarterModule { public Pets() : base("/pets") { }
  public override void AddRoutes(IEndpointRouteBuilder app) { app.MapGet("/{id}", (int id) => 1); } }`,
      'Login.cs':
        'public class Login : Endpoint<LoginRequest, Token> { public override void Configure() { Post("/login"); AllowAnonymous(); } }',
      'Me.cs':
        'public class Me : EndpointWithoutRequest<User> { public override void Configure() { Get("/me"); } }',
      'Program.cs': 'app.UseFastEndpoints(c => { c.Endpoints.RoutePrefix = "api"; });',
      'Web.csproj': '<PackageReference Include="FastEndpoints" Version="5" />',
    }),
  ).toEqual(['GET /api/me FastEndpoints', 'GET /pets/{id}', 'POST /api/login'])
})

test('takes no mapper, wrapper or client for an endpoint', () => {
  expect(
    said({
      'A.cs': `class A { void X() { mapper.Map(source, target); var y = client.MapGet(url); }
  public static void MapGet(this IEndpointRouteBuilder b, string pattern, Delegate handler) => b.MapGet(pattern, handler); }`,
    }),
  ).toEqual([])
})
