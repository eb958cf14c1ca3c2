// `MapIdentityApi` of ASP.NET Core Identity: https://learn.microsoft.com/aspnet/core/security/authentication/identity-api-authorization
export const IDENTITY: readonly [method: string, path: string, authentication?: string][] = [
  ['POST', '/register'],
  ['POST', '/login'],
  ['POST', '/refresh'],
  ['GET', '/confirmEmail'],
  ['POST', '/resendConfirmationEmail'],
  ['POST', '/forgotPassword'],
  ['POST', '/resetPassword'],
  ['POST', '/manage/2fa', 'MapIdentityApi'],
  ['GET', '/manage/info', 'MapIdentityApi'],
  ['POST', '/manage/info', 'MapIdentityApi'],
]
