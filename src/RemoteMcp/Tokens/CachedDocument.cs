using AgentStack.Oidc;

namespace AgentStack.RemoteMcp.Tokens;

/// <summary>A discovery document and for how long, from the monotonic time <paramref name="At"/> on, it is not asked for again.</summary>
internal sealed record CachedDocument(DiscoveryDocument Document, long At, TimeSpan GoodFor);
