using System.Text.Json;
using AgentStack.RemoteMcp.Connections;

namespace AgentStack.Agent.Doctor.Servers;

/// <summary>The commands that would change, or show, a runtime's JWT authorizer.</summary>
internal sealed class DoorFixes(DoorAddress address, RemoteMcpServer server)
{
    public const string DiscoveryPath = "/.well-known/openid-configuration";

    private string Runtime => $"--region {address.Arn?.Region ?? "<region>"} --agent-runtime-id {address.Id}";

    public IReadOnlyList<string> Look() => address.IsRuntime
        ? [$"aws bedrock-agentcore-control get-agent-runtime {Runtime} --query authorizerConfiguration"]
        : [$"curl -i '{server.Options.GatewayUrl ?? server.Options.Url}'"];

    /// <param name="discoveryUrl">Null: as it is.</param>
    /// <param name="client">Who is to be let in.</param>
    public IReadOnlyList<string> Authorizer(string? discoveryUrl, string? client)
    {
        if (!address.IsRuntime)
            return Look();

        var authorizer = $$$"""{"customJWTAuthorizer":{"discoveryUrl":"{{{Quoted(discoveryUrl) ?? "<as it is>"}}}","allowedClients":["{{{Quoted(client) ?? "<client id>"}}}"]}}""";
        return
        [
            .. Look(),
            $"aws bedrock-agentcore-control update-agent-runtime {Runtime} --authorizer-configuration '{authorizer}'"
            + " --agent-runtime-artifact '<as it is>' --role-arn '<as it is>' --network-configuration '<as it is>'",
        ];
    }

    // What a token claims is no text to hand to a shell; JSON's own escapes serve for the quotes of both.
    private static string? Quoted(string? claim) => claim is null ? null : JsonEncodedText.Encode(claim).ToString();
}
