namespace AgentStack.EndToEnd.Tests.Gateway;

/// <summary>The four upstreams and their gateway, started for the first test that asks, within which it may be skipped.</summary>
public sealed class SharedStand : IAsyncDisposable
{
    private readonly Lazy<Task<FourUpstreams>> _stand = new(FourUpstreams.StartAsync);

    internal Task<FourUpstreams> GetAsync() => _stand.Value;

    public async ValueTask DisposeAsync()
    {
        if (_stand is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            await (await _stand.Value).DisposeAsync();
    }
}
