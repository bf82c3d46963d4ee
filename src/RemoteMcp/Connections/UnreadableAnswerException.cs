namespace AgentStack.RemoteMcp.Connections;

/// <summary>An answer is MCP, and its JSON is none that can be used.</summary>
/// <param name="reason">What is wrong with it, without its words.</param>
internal sealed class UnreadableAnswerException(string reason, Exception? inner = null) : Exception(reason, inner);
