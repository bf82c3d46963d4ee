using AgentStack.RemoteMcp;
using AgentStack.RemoteMcp.Connections;

namespace AgentStack.Agent.Doctor.Servers;

/// <summary>The commands that would mend a failure on the way to a server.</summary>
internal static class ServerFixes
{
    private static readonly (string Name, string Type, string Value)[] Parameters =
    [
        ("machine_client_id", "String", "<app client id>"),
        ("cognito_secret", "SecureString", "<app client secret>"),
        ("cognito_discovery_url", "String", "<https://cognito-idp.REGION.amazonaws.com/POOL/.well-known/openid-configuration>"),
        ("bearer_token", "SecureString", "<token>"),
        ("user_name", "String", "<user>"),
        ("user_password", "SecureString", "<password>"),
        ("agent_arn", "String", "<arn of the runtime>"),
        ("mcp_url", "String", "<https://…/mcp>"),
    ];

    public static IReadOnlyList<string> For(RemoteMcpException failure, RemoteMcpServer server) => failure.Step switch
    {
        ConnectionStep.Parameters => [.. Named(failure.Problem, server)],
        ConnectionStep.Discovery => [$"curl -i '{failure.Address}'", .. Named("cognito_discovery_url", server)],
        ConnectionStep.Token => [.. Named(failure.Remedy, server)],
        _ => [$"curl -i '{failure.Address}'"],
    };

    private static IEnumerable<string> Named(string text, RemoteMcpServer server) => server.Walk.ReadsParameters
        ? Parameters.Where(parameter => text.Contains(parameter.Name, StringComparison.Ordinal)).Select(parameter =>
            $"aws ssm put-parameter --overwrite --type {parameter.Type} --name {server.Walk.ParameterPrefix}/{parameter.Name} --value '{parameter.Value}'")
        : [];
}
