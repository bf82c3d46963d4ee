namespace AgentStack.McpServer.Protocol.Subscriptions;

/// <summary>The places of those who listen, of which no caller may take more than its share.</summary>
internal sealed class ListenerPlaces(SubscriptionOptions options)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _taken = new(StringComparer.Ordinal);
    private int _all;

    /// <summary>Null when there is a place; then <see cref="Leave"/> has to follow. Otherwise why there is none.</summary>
    public string? TryEnter(string caller)
    {
        lock (_gate)
        {
            if (_all >= options.Limit)
                return $"{options.Limit} callers listen already, which is as many as may";

            var own = _taken.GetValueOrDefault(caller);
            if (own >= options.LimitPerCaller)
                return $"This caller listens {own} times already, which is as often as one may";

            _taken[caller] = own + 1;
            _all++;
            return null;
        }
    }

    public void Leave(string caller)
    {
        lock (_gate)
        {
            _all--;
            if (--_taken[caller] == 0)
                _taken.Remove(caller);
        }
    }
}
