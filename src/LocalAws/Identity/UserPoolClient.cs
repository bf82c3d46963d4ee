namespace AgentStack.LocalAws.Identity;

/// <summary>An app client with its live secrets, two at most as in Cognito, and the scopes that it may ask for.</summary>
internal sealed record UserPoolClient(string Id, IReadOnlyList<string> Secrets, IReadOnlyList<string> Scopes)
{
    /// <summary><c>ALLOW_USER_PASSWORD_AUTH</c> in its <c>ExplicitAuthFlows</c>.</summary>
    public bool AllowsUserPassword { get; init; }

    public override string ToString() => Id;
}
