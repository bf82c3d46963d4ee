namespace AgentStack.LocalAws.Identity;

/// <summary>Where Cognito has its endpoints; a pool's domain and the pool itself share one host here.</summary>
internal static class IdentityPaths
{
    public const string Token = "/oauth2/token";
    public const string Authorize = "/oauth2/authorize";
    public const string Revoke = "/oauth2/revoke";
    public const string UserInfo = "/oauth2/userInfo";
    public const string Logout = "/logout";
    public const string Discovery = "/.well-known/openid-configuration";
    public const string KeySet = "/.well-known/jwks.json";
}
