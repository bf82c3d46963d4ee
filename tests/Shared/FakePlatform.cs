using System.Net.Http.Json;
using System.Text.Json;

namespace AgentStack.Tests.Shared;

/// <summary>
/// AgentCore Runtime as the container sees it: it asks /ping every 2 s by a fake clock, and stops the container that was
/// idle for 15 minutes, by the time that /ping names, or that has lived for 8 hours.
/// </summary>
/// <param name="container">Reaches the container.</param>
/// <param name="clock">Moved by this platform alone.</param>
/// <param name="reapAsync">Stops the container.</param>
public sealed class FakePlatform(HttpClient container, FakeClock clock, Func<Task> reapAsync)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromSeconds(900);
    private static readonly TimeSpan MaxLifetime = TimeSpan.FromSeconds(28_800);

    private readonly DateTimeOffset _startedAt = clock.GetUtcNow();
    private readonly List<(string Status, long UpdatedAt)> _answers = [];

    /// <summary>Each different answer of /ping, in order.</summary>
    public IReadOnlyList<(string Status, long UpdatedAt)> Answers => _answers;

    /// <summary>When the container was stopped; null while it lives.</summary>
    public DateTimeOffset? ReapedAt { get; private set; }

    /// <summary>Lets time pass, or until the container is stopped.</summary>
    public async Task PassAsync(TimeSpan time, CancellationToken cancellationToken = default)
    {
        for (var until = clock.GetUtcNow() + time; clock.GetUtcNow() < until && ReapedAt is null;)
        {
            clock.Advance(PollInterval);
            await PollAsync(cancellationToken);
        }
    }

    private async Task PollAsync(CancellationToken cancellationToken)
    {
        var ping = await container.GetFromJsonAsync<JsonElement>("/ping", cancellationToken);
        var answer = (ping.GetProperty("status").GetString()!, ping.GetProperty("time_of_last_update").GetInt64());
        if (_answers.Count == 0 || _answers[^1] != answer)
            _answers.Add(answer);

        var now = clock.GetUtcNow();
        var isIdle = answer.Item1 == "Healthy" && now - DateTimeOffset.FromUnixTimeSeconds(answer.Item2) >= IdleTimeout;
        if (!isIdle && now - _startedAt < MaxLifetime)
            return;

        ReapedAt = now;
        await reapAsync();
    }
}
