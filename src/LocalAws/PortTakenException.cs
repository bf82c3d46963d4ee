namespace AgentStack.LocalAws;

/// <summary>The port that was asked for belongs to another process.</summary>
public sealed class PortTakenException(int port, Exception inner)
    : Exception(
        $"Port {port} on 127.0.0.1 is taken by another process: end that one, or choose another port for the local AWS "
        + "endpoints (LocalAws:Port; 0 takes any that is free).",
        inner)
{
    public int Port { get; } = port;
}
