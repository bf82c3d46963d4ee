using System.Security.Cryptography;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>Tells one process that is a gateway from all others, so that it knows itself again behind other servers.</summary>
/// <param name="Value">Says nothing but that.</param>
public sealed record GatewayId(string Value)
{
    /// <summary>On answers of a gateway: its own id and those of the gateways behind it, separated by commas.</summary>
    public const string Header = "AgentStack-Gateways";

    /// <summary>As many as one answer names.</summary>
    public const int Most = 64;

    public static GatewayId New() => new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)));
}
