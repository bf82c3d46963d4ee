namespace AgentStack.LocalAws.Identity;

/// <summary>A user of the pool, with the <c>sub</c> that its tokens hold.</summary>
internal sealed record UserPoolUser(string Name, string Password, UserStatus Status)
{
    public string Sub { get; } = Guid.NewGuid().ToString();

    public override string ToString() => Name;
}
