namespace AgentStack.McpServer.Protocol.Subscriptions;

/// <summary>The lists of a server that a client can be told about when they change.</summary>
[Flags]
internal enum OfferKinds
{
    None = 0,
    Tools = 1,
    Prompts = 2,
    Resources = 4,
    All = Tools | Prompts | Resources,
}
