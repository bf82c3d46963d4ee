using System.Globalization;

namespace AgentStack.RemoteMcp.Tokens;

/// <summary>
/// A request to an issuer, up to three times while it is busy (429, 5xx) or the connection breaks, with growing pauses or those
/// that it asks for, all within one limit.
/// </summary>
internal sealed class PatientCall(string server, Uri address, Deadline deadline, TimeProvider clock)
{
    private const int Attempts = 3;

    private static readonly Backoff Pauses = new(TimeSpan.FromMilliseconds(400), TimeSpan.FromSeconds(5));

    /// <param name="send">Sends it once; throws <see cref="TokenEndpointBusyException"/> for what may be sent again.</param>
    /// <exception cref="RemoteMcpException">The issuer stayed busy, cannot be reached, or did not answer within the limit.</exception>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> send)
    {
        Exception? last = null;
        var start = clock.GetTimestamp();
        try
        {
            return await deadline.RunAsync(RepeatAsync, CancellationToken.None);
        }
        catch (TimeoutException e)
        {
            var before = last is null ? "" : $" Before, it answered: {Words(last)}.";
            throw Failure($"{e.Message}{before}", last is null ? "timeout" : Code(last), e);
        }

        async Task<T> RepeatAsync(CancellationToken cancellationToken)
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    return await send(cancellationToken);
                }
                catch (Exception e) when (e is HttpRequestException or TokenEndpointBusyException)
                {
                    last = e;
                    if (attempt == Attempts)
                        throw Failure($"{Words(e)}, {Attempts} times.", Code(e), e);

                    await PauseAsync(e, attempt, cancellationToken);
                }
            }
        }

        async Task PauseAsync(Exception failure, int attempt, CancellationToken cancellationToken)
        {
            var pause = Pauses.After(attempt);
            if (failure is TokenEndpointBusyException { RetryAfter: { } asked } && asked > pause)
                pause = asked;

            // Who would be waiting beyond the limit is told now.
            if (clock.GetElapsedTime(start) + pause >= deadline.Limit)
                throw Failure($"{Words(failure)}, and it asks to be left alone for {pause.TotalSeconds:0} s.", Code(failure), failure);

            await Task.Delay(pause, clock, cancellationToken);
        }
    }

    private static string Words(Exception failure) =>
        failure is TokenEndpointBusyException { Status: var status } ? $"HTTP {(int)status}" : "The connection failed";

    private static string Code(Exception failure) => failure is TokenEndpointBusyException { Status: var status }
        ? ((int)status).ToString(CultureInfo.InvariantCulture)
        : TokenFailures.Unreachable;

    private RemoteMcpException Failure(string problem, string code, Exception inner) =>
        new(server, ConnectionStep.Token, address.AbsoluteUri, problem, TokenFailures.CheckIssuer, inner) { Code = code };
}
