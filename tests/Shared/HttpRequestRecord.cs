namespace AgentStack.Tests.Shared;

/// <summary>A request that a fake server got.</summary>
/// <param name="Method">The JSON-RPC method.</param>
public sealed record HttpRequestRecord(string Method, IReadOnlyDictionary<string, string> Headers);
