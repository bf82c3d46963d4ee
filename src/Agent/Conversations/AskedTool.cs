namespace AgentStack.Agent.Conversations;

/// <summary>The tool that a person was asked about. A wire name alone may be another tool's by the time of the answer.</summary>
/// <param name="Fingerprint">Of its definition at that time.</param>
internal sealed record AskedTool(string Server, string Tool, string Fingerprint);
