using System.Text.Json;
using AgentStack.RemoteMcp.Connections;

namespace AgentStack.Agent.Doctor.Servers;

/// <summary>The commands that would change, or show, a runtime's JWT authorizer.</summary>
internal sealed class DoorFixes(DoorAddress address, RemoteMcpServer server)
{
    public const string DiscoveryPath = "/.well-known/openid-configuration";

    private const string Initialize =
        """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"curl","version":"1"}}}""";

    private string Runtime => $"--region {address.Arn?.Region ?? "<region>"} --agent-runtime-id {address.Id}";

    public IReadOnlyList<string> Look() => address.IsRuntime
        ? [$"aws bedrock-agentcore-control get-agent-runtime {Runtime} --query authorizerConfiguration"]
        :
        [
            $"curl -i '{server.Options.GatewayUrl ?? server.Options.Url}' -H 'Content-Type: application/json'"
            + " -H 'Accept: application/json, text/event-stream' -d '" + Initialize + "'",
        ];

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
