namespace AgentStack.McpServer.Gateway;

/// <summary>The gateway's settings as they are now: another reading of them takes the place of the one before as a whole.</summary>
internal sealed class GatewaySettings(GatewayOptions options)
{
    private readonly Lock _gate = new();
    private GatewayOptions _current = options;
    private DateTimeOffset? _refusedAt;

    public GatewayOptions Current => Volatile.Read(ref _current);

    /// <summary>When a later reading was wrong, if the last was.</summary>
    public DateTimeOffset? RefusedAt
    {
        get
        {
            lock (_gate)
            {
                return _refusedAt;
            }
        }
    }

    public void Take(GatewayOptions options)
    {
        lock (_gate)
        {
            (_current, _refusedAt) = (options, null);
        }
    }

    public void Refuse(DateTimeOffset at)
    {
        lock (_gate)
        {
            _refusedAt = at;
        }
    }
}
