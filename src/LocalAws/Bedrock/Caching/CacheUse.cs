namespace AgentStack.LocalAws.Bedrock.Caching;

/// <summary>Tokens of a request's beginning that the prompt cache had, and those that it keeps from now on.</summary>
internal sealed record CacheUse(int Read, int Write);
