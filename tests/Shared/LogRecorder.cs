using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace AgentStack.Tests.Shared;

/// <summary>Keeps every log line with its scopes and exception, as text.</summary>
public sealed class LogRecorder : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<string> _lines = new();
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public IReadOnlyCollection<string> Lines => _lines;

    public ILogger CreateLogger(string categoryName) => new Recorder(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    private sealed class Recorder(LogRecorder log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => log._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var scopes = new List<string>();
            log._scopes.ForEachScope((scope, list) => list.Add(Describe(scope)), scopes);
            log._lines.Enqueue($"{logLevel} {category} {formatter(state, exception)} [{string.Join(' ', scopes)}] {exception}");
        }

        private static string Describe(object? scope) =>
            scope is IEnumerable<KeyValuePair<string, object>> pairs
                ? string.Join(' ', pairs.Select(pair => $"{pair.Key}={pair.Value}"))
                : scope?.ToString() ?? "";
    }
}
