using Microsoft.Extensions.Logging;

namespace AgentStack.Telemetry.Logging;

/// <summary>Which request and which session a line is about, as the scopes around it say; the innermost counts.</summary>
internal sealed class LogContext
{
    public const string RequestKey = "requestId";
    public const string SessionKey = "sessionId";

    /// <summary>ASP.NET Core's own; where the platform has given no id.</summary>
    private const string ServerRequestKey = "RequestId";

    private string? _request;
    private string? _serverRequest;

    public string? RequestId => _request ?? _serverRequest;

    public string? SessionId { get; private set; }

    public static LogContext Read(IExternalScopeProvider? scopes)
    {
        var context = new LogContext();
        scopes?.ForEachScope(static (scope, context) => context.Take(scope), context);
        return context;
    }

    private void Take(object? scope)
    {
        if (scope is not IEnumerable<KeyValuePair<string, object>> values)
            return;

        foreach (var (key, value) in values)
        {
            _request = key == RequestKey ? value?.ToString() : _request;
            _serverRequest = key == ServerRequestKey ? value?.ToString() : _serverRequest;
            SessionId = key == SessionKey ? value?.ToString() : SessionId;
        }
    }
}
