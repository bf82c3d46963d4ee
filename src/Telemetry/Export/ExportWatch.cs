using Microsoft.Extensions.Logging;

namespace AgentStack.Telemetry.Export;

/// <summary>
/// Says once when telemetry stops to arrive, and once when it arrives again: the exporter itself tells nobody. The log is
/// made late, since the exporter of log records is a part of it.
/// </summary>
internal sealed partial class ExportWatch(OtlpTarget target, Lazy<ILogger> logger, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const string AwsErrorHeader = "x-amzn-ErrorType";
    private const int LongestReason = 100;

    private bool _isBroken;

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return Note(base.Send(request, cancellationToken));
        }
        catch (Exception e)
        {
            Note(e);
            throw;
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return Note(await base.SendAsync(request, cancellationToken));
        }
        catch (Exception e)
        {
            Note(e);
            throw;
        }
    }

    private HttpResponseMessage Note(HttpResponseMessage response)
    {
        if (!response.IsSuccessStatusCode)
            Break($"it answers {(int)response.StatusCode} {AwsError(response)}".TrimEnd());
        else if (_isBroken)
            Mend();

        return response;
    }

    private void Note(Exception failure) => Break(failure switch
    {
        OperationCanceledException => $"no answer within {target.Timeout.TotalSeconds:0.###} s",
        HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } e => e.HttpRequestError.ToString(),
        _ => failure.GetType().Name,
    });

    private void Break(string reason)
    {
        if (_isBroken)
            return;

        _isBroken = true;
        Log.Broken(logger.Value, target, reason);
    }

    private void Mend()
    {
        _isBroken = false;
        Log.Mended(logger.Value, target);
    }

    private static string AwsError(HttpResponseMessage response) =>
        response.Headers.TryGetValues(AwsErrorHeader, out var values) && values.FirstOrDefault() is { } type
            ? type[..Math.Min(type.Length, LongestReason)]
            : "";

    private static partial class Log
    {
        [LoggerMessage(8001, LogLevel.Warning, "Telemetry does not arrive at {Target}: {Reason}. Turns go on; what cannot be sent is dropped")]
        public static partial void Broken(ILogger logger, OtlpTarget target, string reason);

        [LoggerMessage(8002, LogLevel.Information, "Telemetry arrives at {Target} again")]
        public static partial void Mended(ILogger logger, OtlpTarget target);
    }
}
