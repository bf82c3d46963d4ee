using AgentStack.RemoteMcp.Credentials;

namespace AgentStack.RemoteMcp.Tokens;

/// <summary>A token that somebody made elsewhere and put into SSM: read again when it is refused, since it may have been replaced there.</summary>
internal sealed class StoredToken : ITokenSource
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly TimeProvider _clock;
    private readonly SingleFlight<Reading> _reading;

    public StoredToken(string server, ParameterReader parameters, TimeProvider clock)
    {
        _clock = clock;
        Reading? last = null;
        _reading = new SingleFlight<Reading>(async () => last = await ReadAsync(last?.Token));

        async Task<Reading> ReadAsync(BearerToken? known)
        {
            var values = await parameters.ReadAsync(CancellationToken.None);
            var value = new ParameterSet(server, parameters.Prefix, values).ToToken().Reveal();
            return new Reading(known?.Reveal() == value ? known : new BearerToken(value), clock.GetTimestamp());
        }
    }

    public Task<BearerToken> GetAsync(CancellationToken cancellationToken) => GetAsync(_ => false, cancellationToken);

    /// <summary>The same one when SSM has no other, or was asked a moment ago.</summary>
    public Task<BearerToken> ReplaceAsync(BearerToken refused, CancellationToken cancellationToken) =>
        GetAsync(reading => reading.Token == refused && _clock.GetElapsedTime(reading.At) >= Pause, cancellationToken);

    private async Task<BearerToken> GetAsync(Func<Reading, bool> isSpent, CancellationToken cancellationToken) =>
        (await _reading.GetAsync(isSpent, cancellationToken)).Token;

    private sealed record Reading(BearerToken Token, long At);
}
