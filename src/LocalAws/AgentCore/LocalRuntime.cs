namespace AgentStack.LocalAws.AgentCore;

/// <summary>A container behind the front door.</summary>
/// <param name="Arn">Its runtime ARN, unescaped.</param>
/// <param name="Protocol">What it speaks.</param>
/// <param name="Address">Where it listens, without <c>/invocations</c> or <c>/mcp</c>.</param>
public sealed record LocalRuntime(string Arn, RuntimeProtocol Protocol, Uri Address)
{
    /// <summary>Who may call; null asks for a SigV4 signature. A runtime takes one or the other, never both.</summary>
    public JwtAuthorizer? Authorizer { get; init; }

    /// <summary>Request headers that reach the container only when they are named here; today <c>Authorization</c>.</summary>
    public IReadOnlyList<string> RequestHeaderAllowlist { get; init; } = [];

    /// <summary>The names of its endpoints.</summary>
    public IReadOnlyList<string> Qualifiers { get; init; } = [DefaultQualifier];

    internal const string DefaultQualifier = "DEFAULT";
}
