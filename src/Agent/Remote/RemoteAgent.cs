using System.Net;
using AgentStack.Agent.Turns;

namespace AgentStack.Agent.Remote;

/// <summary>A deployed agent, ours or anybody's: sends it turns, and tells its answers as the events of a turn.</summary>
internal sealed class RemoteAgent(HttpClient http, RemoteAgentAddress address, RemoteAuth auth, TimeProvider clock) : IDisposable
{
    private const int Attempts = 4;

    // The platform's own limits: https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/bedrock-agentcore-limits.html
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan LongestStream = TimeSpan.FromMinutes(60);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    public RemoteAgentAddress Address => address;

    /// <summary>
    /// Ends with a <see cref="DoneEvent"/>, an <see cref="ApprovalEvent"/> or an <see cref="ErrorEvent"/>; throws only
    /// when the caller cancelled.
    /// </summary>
    /// <param name="turn">What is asked.</param>
    /// <param name="isStreamed">Whether the answer is wanted in pieces.</param>
    /// <param name="listener">Who hears it.</param>
    /// <param name="cancellationToken">Ends the call, and with it the agent's turn.</param>
    public async Task RunAsync(TurnRequest turn, bool isStreamed, IRemoteListener listener, CancellationToken cancellationToken)
    {
        var limit = isStreamed ? LongestStream : LongestAnswer;
        using var timer = new CancellationTokenSource(limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            using var response = await SendAsync(turn, isStreamed, listener, either.Token);
            var requestId = RemoteHeaders.Text(response, RemoteHeaders.RequestId) ?? turn.RequestId;
            if (response.IsSuccessStatusCode)
                await new RemoteAnswer(response, turn with { RequestId = requestId }, listener).ReadAsync(either.Token);
            else
                await listener.OnEventAsync(await RemoteRefusal.ReadAsync(response, address, auth, requestId, either.Token), either.Token);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            var (problem, type) = timer.IsCancellationRequested
                ? ($"The agent has not ended its answer within {limit.TotalMinutes:0} minutes, the most that AgentCore allows.", "remote_timeout")
                : RemoteFailures.Explain(e, address);
            await listener.OnEventAsync(new ErrorEvent(problem, type, turn.RequestId), cancellationToken);
        }
    }

    public void Dispose() => http.Dispose();

    // What is refused as busy or throttled was not run.
    private async Task<HttpResponseMessage> SendAsync(
        TurnRequest turn, bool isStreamed, IRemoteListener listener, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var request = RemoteRequest.Create(address, turn, isStreamed);
            var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.StatusCode is not (HttpStatusCode.Conflict or HttpStatusCode.TooManyRequests) || attempt == Attempts)
                return response;

            var pause = Pause(response, attempt);
            var reason = response.StatusCode == HttpStatusCode.Conflict ? RemoteRefusal.Busy : RemoteRefusal.Throttled;
            response.Dispose();
            await listener.OnEventAsync(new RetryEvent(attempt + 1, (long)pause.TotalMilliseconds, reason), cancellationToken);
            await Task.Delay(pause, clock, cancellationToken);
        }
    }

    private static TimeSpan Pause(HttpResponseMessage response, int attempt)
    {
        var wanted = response.Headers.RetryAfter?.Delta
            ?? FirstPause * Math.Pow(2, attempt - 1) * (0.75 + (Random.Shared.NextDouble() / 2));
        return wanted < LongestPause ? wanted : LongestPause;
    }
}
