using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace AgentStack.LocalAws.AgentCore;

/// <summary>RFC 9728: where a client that was refused learns whose tokens a runtime takes.</summary>
internal static class ResourceMetadata
{
    public const string Operation = "invocations/.well-known/oauth-protected-resource";

    private const string DiscoveryPath = "/.well-known/openid-configuration";

    public static string Address(Invocation invocation) => Address(invocation.Context.Request, invocation.Runtime, Operation);

    public static JsonObject Document(HttpRequest request, LocalRuntime runtime, JwtAuthorizer authorizer)
    {
        var discovery = authorizer.DiscoveryUrl.AbsoluteUri;
        var isUsual = discovery.EndsWith(DiscoveryPath, StringComparison.Ordinal);
        var issuer = isUsual ? discovery[..^DiscoveryPath.Length] : discovery;
        var document = new JsonObject
        {
            ["resource"] = Address(request, runtime, "invocations"),
            ["authorization_servers"] = new JsonArray(issuer),
        };
        if (authorizer.AllowedScopes.Count > 0)
            document["scopes_supported"] = new JsonArray([.. authorizer.AllowedScopes.Select(scope => (JsonNode)scope)]);

        return document;
    }

    private static string Address(HttpRequest request, LocalRuntime runtime, string operation)
    {
        var qualifier = Uri.EscapeDataString(FrontDoor.Qualifier(request));
        return $"{request.Scheme}://{request.Headers.Host}{RuntimeArn.Path(runtime.Arn, operation)}?qualifier={qualifier}";
    }
}
