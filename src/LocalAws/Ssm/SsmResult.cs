using System.Text.Json.Nodes;
using AgentStack.LocalAws.Wire;

namespace AgentStack.LocalAws.Ssm;

/// <summary>What an operation answers: a body or an error.</summary>
internal sealed record SsmResult(JsonObject? Body, AwsError? Error)
{
    public static implicit operator SsmResult(JsonObject body) => new(body, null);

    public static implicit operator SsmResult(AwsError error) => new(null, error);
}
