namespace AgentStack.Compat.Tests;

internal sealed record WireRequest(string Target, Dictionary<string, string> Headers, string Body);
