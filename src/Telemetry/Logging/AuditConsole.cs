using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace AgentStack.Telemetry.Logging;

/// <summary>
/// Audit lines on standard error, in the format of all others and with a queue of their own: who makes many other lines
/// cannot crowd them out.
/// </summary>
[ProviderAlias("Audit")]
internal sealed class AuditConsole(IEnumerable<ConsoleFormatter> formatters, IOptions<ConsoleLoggerOptions> options)
    : ILoggerProvider, ISupportExternalScope
{
    // A reader that takes nothing for so long is none; then the process goes on and the next line says what was lost.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private const int Capacity = 4096;

    private readonly SureLines _lines = new(Console.Error, Capacity, Patience);
    private readonly ConsoleFormatter _formatter =
        formatters.First(formatter => formatter.Name == (options.Value.FormatterName ?? ConsoleFormatterNames.Simple));

    private IExternalScopeProvider? _scopes;

    public ILogger CreateLogger(string categoryName) =>
        categoryName == LogServices.AuditCategory ? new AuditConsoleLogger(_formatter, _lines, () => _scopes) : NullLogger.Instance;

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose() => _lines.Dispose();
}
