namespace AgentStack.RemoteMcp.Connections;

/// <summary>How far a call has come, in the server's own unit.</summary>
public sealed record ToolProgress(double Progress, double? Total, string? Message);
