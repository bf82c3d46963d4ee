using System.Diagnostics;
using System.Globalization;
using AgentStack.McpServer.Access;
using AgentStack.McpServer.Protocol;
using AgentStack.RemoteMcp.Connections;
using AgentStack.Schemas;
using AgentStack.Telemetry.Logging;
using ModelContextProtocol;

namespace AgentStack.McpServer.Gateway.Audit;

/// <summary>
/// One line a tool call, under a category of its own: who, which tool, a digest of the arguments, what came of it on each
/// level. Also of calls that were refused, and of this server's own tools.
/// </summary>
internal sealed partial class AuditLog(ILoggerFactory logs, TimeProvider clock)
{
    /// <summary>By which the lines can be sent somewhere else than the rest of the log.</summary>
    public const string Category = LogServices.AuditCategory;

    private const string Nothing = "-";
    private const string Good = "ok";
    private const string Failed = "error";
    private const string Cancelled = "cancelled";

    private readonly ILogger _log = logs.CreateLogger(Category);

    public async ValueTask<McpResult> ObserveAsync(
        McpRequest request, Func<ValueTask<McpResult>> callAsync, CancellationToken cancellationToken)
    {
        var (at, start) = (clock.GetUtcNow(), clock.GetTimestamp());
        var record = AuditRecord.Begin(
            request.Http, request.Message.TextParam("name"), request.Message.Param("arguments") ?? default);
        var (rpc, tool) = (Cancelled, Nothing);
        try
        {
            var result = await callAsync();
            (rpc, tool) = Judge(result);
            return result;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            rpc = Code(McpErrorCode.InternalError);
            throw;
        }
        finally
        {
            Write(request, record, rpc, tool, at, clock.GetElapsedTime(start));
        }
    }

    private static (string Rpc, string Tool) Judge(McpResult result) =>
        result.Error is { } error ? (Code(error.Code), Nothing) : (Good, result.IsToolError ? Failed : Good);

    private static string Code(McpErrorCode code) => ((int)code).ToString(CultureInfo.InvariantCulture);

    private void Write(McpRequest request, AuditRecord record, string rpc, string tool, DateTimeOffset at, TimeSpan duration)
    {
        if (!_log.IsEnabled(LogLevel.Information))
            return;

        var http = request.Http;
        var (name, upstream) = (AuditText.Of(record.Tool), AuditText.Of(record.Upstream));
        var itsName = AuditText.Of(record.UpstreamTool);
        var (client, subject) = (AuditText.Of(Claim(http, Caller.ClientId)), AuditText.Of(Claim(http, Caller.Subject)));
        var trace = AuditText.Of(Activity.Current?.TraceId.ToString());
        var session = AuditText.Of(Session(http.Request.Headers));
        var digest = CanonicalJson.Digest(record.Arguments);
        Log.Called(
            _log, name, upstream, itsName, digest, client, subject, record.Transport, rpc, tool,
            duration.TotalMilliseconds, at, http.TraceIdentifier, trace, session);
    }

    private static string? Claim(HttpContext http, string type) => http.User.FindFirst(type)?.Value;

    private static string? Session(IHeaderDictionary headers) =>
        headers.TryGetValue(AgentCoreHeaders.SessionId, out var platform) ? platform.ToString()
        : headers.TryGetValue(McpHeaders.SessionId, out var session) ? session.ToString()
        : null;

    private static partial class Log
    {
        [LoggerMessage(
            EventId = 1,
            Level = LogLevel.Information,
            EventName = "ToolCalled",
            Message = "{Tool} (upstream {Upstream}, its name {UpstreamTool}, arguments sha256:{ArgumentsDigest})"
                + " by client {ClientId}, subject {Subject}: transport {Transport}, rpc {Rpc}, tool {ToolOutcome}"
                + " in {ElapsedMs} ms at {At:O} (request {RequestId}, trace {TraceId}, session {Session})")]
        public static partial void Called(
            ILogger logger,
            string tool,
            string upstream,
            string upstreamTool,
            string argumentsDigest,
            string clientId,
            string subject,
            string transport,
            string rpc,
            string toolOutcome,
            double elapsedMs,
            DateTimeOffset at,
            string requestId,
            string traceId,
            string session);
    }
}
