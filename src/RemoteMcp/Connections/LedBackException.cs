namespace AgentStack.RemoteMcp.Connections;

/// <summary>A server behind this gateway is the gateway itself, or has it behind it.</summary>
internal sealed class LedBackException() : Exception("It is this gateway itself, or a gateway that has this one behind it.");
