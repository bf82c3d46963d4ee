namespace AgentStack.Agent.Tools.Schemas;

/// <summary>A schema that can be offered, or why it cannot.</summary>
internal sealed record SchemaOffer(OfferedSchema? Schema, string? Refusal)
{
    public static SchemaOffer Refuse(string reason) => new(null, reason);
}
