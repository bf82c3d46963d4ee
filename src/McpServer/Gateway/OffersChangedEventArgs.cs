using AgentStack.McpServer.Protocol.Subscriptions;

namespace AgentStack.McpServer.Gateway;

/// <summary>Says which lists are not what they were.</summary>
internal sealed class OffersChangedEventArgs(OfferKinds kinds) : EventArgs
{
    public OfferKinds Kinds => kinds;
}
