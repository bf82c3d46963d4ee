using Microsoft.Extensions.Logging;

namespace AgentStack.RemoteMcp.Tokens;

/// <summary>Counts one server's token fetches, and says in the log how they ended.</summary>
internal sealed partial class TokenFetchRecorder(
    string server, decimal? price, RemoteMcpTelemetry telemetry, TimeProvider clock, ILogger<TokenFetchRecorder> logger)
{
    public Fetch Begin(TokenNeed need) => new(this, need, clock.GetTimestamp());

    /// <summary>One that is under way.</summary>
    internal readonly struct Fetch(TokenFetchRecorder recorder, TokenNeed need, long start)
    {
        private TimeSpan Time => recorder.Elapsed(start);

        private string Reason => need switch
        {
            TokenNeed.Early => "early",
            TokenNeed.Refused => "refused",
            _ => "missing",
        };

        public void Issued()
        {
            recorder.Tell(Reason, Time);
        }

        public void Failed(RemoteMcpException failure)
        {
            recorder.Tell(Reason, Time, failure, isHarmless: need == TokenNeed.Early);
        }
    }

    private TimeSpan Elapsed(long start) => clock.GetElapsedTime(start);

    private void Tell(string reason, TimeSpan time)
    {
        telemetry.TokenIssued(server, reason, time, price);
        Log.Issued(logger, server, reason, (long)time.TotalMilliseconds);
    }

    private void Tell(string reason, TimeSpan time, RemoteMcpException failure, bool isHarmless)
    {
        telemetry.TokenFailed(server, reason, time, failure.Code ?? failure.Step.ToString());
        if (isHarmless)
            Log.EarlyFailed(logger, server, failure.Problem);
    }

    private static partial class Log
    {
        [LoggerMessage(2102, LogLevel.Debug, "MCP server {Server}: a token was issued ({Reason}) after {Milliseconds} ms")]
        public static partial void Issued(ILogger logger, string server, string reason, long milliseconds);

        [LoggerMessage(2103, LogLevel.Warning, "MCP server {Server}: no new token yet, the one there is serves on: {Problem}")]
        public static partial void EarlyFailed(ILogger logger, string server, string problem);
    }
}
