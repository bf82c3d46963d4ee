namespace AgentStack.LocalAws.Bedrock.Caching;

/// <summary>A place in a request: the end of a block.</summary>
/// <param name="Prefix">Stands for all that comes before it.</param>
/// <param name="Tokens">How long that is.</param>
/// <param name="KeepFor">Set where the request has a cache point here.</param>
internal sealed record CachePlace(string Prefix, int Tokens, TimeSpan? KeepFor);
