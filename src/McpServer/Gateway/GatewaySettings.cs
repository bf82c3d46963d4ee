namespace AgentStack.McpServer.Gateway;

/// <summary>The gateway's settings as they are now: another reading of them takes the place of the one before as a whole.</summary>
internal sealed class GatewaySettings(GatewayOptions options)
{
    private GatewayOptions _current = options;

    public GatewayOptions Current
    {
        get => Volatile.Read(ref _current);
        set => Volatile.Write(ref _current, value);
    }
}
