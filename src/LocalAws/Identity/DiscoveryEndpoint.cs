using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace AgentStack.LocalAws.Identity;

/// <summary>The discovery document, with exactly the members that Cognito's has, and the key set that it points to.</summary>
internal sealed class DiscoveryEndpoint(UserPool pool)
{
    public Task DocumentAsync(HttpContext context) => AnswerAsync(context, () => new JsonObject
    {
        ["authorization_endpoint"] = Address(IdentityPaths.Authorize),
        ["end_session_endpoint"] = Address(IdentityPaths.Logout),
        ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
        ["issuer"] = pool.Issuer,
        ["jwks_uri"] = pool.Issuer + IdentityPaths.KeySet,
        ["response_types_supported"] = new JsonArray("code", "token"),
        ["revocation_endpoint"] = Address(IdentityPaths.Revoke),
        ["scopes_supported"] = new JsonArray("openid", "email", "phone", "profile"),
        ["subject_types_supported"] = new JsonArray("public"),
        ["token_endpoint"] = Address(IdentityPaths.Token),
        ["token_endpoint_auth_methods_supported"] = new JsonArray("client_secret_basic", "client_secret_post"),
        ["userinfo_endpoint"] = Address(IdentityPaths.UserInfo),
    });

    public Task KeySetAsync(HttpContext context) =>
        AnswerAsync(context, () => new JsonObject { ["keys"] = new JsonArray(pool.Key.ToJwk()) });

    private Task AnswerAsync(HttpContext context, Func<JsonObject> answer)
    {
        if ((string?)context.Request.RouteValues["poolId"] != pool.Id)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return context.Response.WriteAsJsonAsync(
                new JsonObject { ["message"] = "User pool does not exist." }, context.RequestAborted);
        }

        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(answer().ToJsonString(), context.RequestAborted);
    }

    private string Address(string path) => new Uri(pool.Origin, path).AbsoluteUri;
}
