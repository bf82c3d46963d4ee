namespace AgentStack.Agent.Invocations.Sockets;

/// <summary>How a socket is kept.</summary>
internal sealed class SocketOptions
{
    /// <summary>The longest message that is taken, in bytes; a longer one is answered with an error.</summary>
    public int MaxMessageSize { get; init; } = 10_000_000;

    /// <summary>A client that is silent is asked whether it is still there.</summary>
    public TimeSpan PingInterval { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long its answer may take before it counts as gone.</summary>
    public TimeSpan PongTimeout { get; init; } = TimeSpan.FromSeconds(20);
}
