using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AgentStack.Telemetry.Propagation;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace AgentStack.Telemetry.Logging;

/// <summary>A log line as AgentCore's own SDK writes it, so that one query finds the lines of any agent.</summary>
internal sealed class JsonLineFormatter(TimeProvider clock) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "agentcore";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var message = logEntry.Formatter?.Invoke(logEntry.State, logEntry.Exception);
        if (message is null && logEntry.Exception is null)
            return;

        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("timestamp", clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("level", Word(logEntry.LogLevel));
            json.WriteString("message", message);
            json.WriteString("logger", logEntry.Category);
            WriteContext(json, LogContext.Read(scopeProvider), Activity.Current);
            WriteException(json, logEntry.Exception);
            WriteValues(json, logEntry.EventId, logEntry.State);
            json.WriteEndObject();
        }

        textWriter.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    private static void WriteContext(Utf8JsonWriter json, LogContext context, Activity? span)
    {
        if (context.RequestId is { } request)
            json.WriteString("requestId", request);

        if ((context.SessionId ?? span?.GetBaggageItem(BaggageAttributes.SessionId)) is { } session)
            json.WriteString("sessionId", session);

        if (span is not { IdFormat: ActivityIdFormat.W3C })
            return;

        json.WriteString("traceId", span.TraceId.ToHexString());
        json.WriteString("spanId", span.SpanId.ToHexString());
    }

    private static void WriteException(Utf8JsonWriter json, Exception? exception)
    {
        if (exception is null)
            return;

        var lines = exception.ToString().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        json.WriteString("errorType", exception.GetType().Name);
        json.WriteString("errorMessage", exception.Message);
        json.WriteStartArray("stackTrace");
        foreach (var line in lines)
            json.WriteStringValue(line);

        json.WriteEndArray();
        if (Array.Find(lines, line => line.StartsWith("at ", StringComparison.Ordinal)) is { } location)
            json.WriteString("location", location["at ".Length..]);
    }

    // The values that the message was made of, each by its name: what a query filters and sums.
    private static void WriteValues<TState>(Utf8JsonWriter json, EventId eventId, TState state)
    {
        if (eventId.Id != 0)
            json.WriteNumber("eventId", eventId.Id);

        if (state is not IEnumerable<KeyValuePair<string, object?>> values)
            return;

        var named = values.Where(value => value.Key != "{OriginalFormat}").ToList();
        if (named.Count == 0)
            return;

        json.WriteStartObject("values");
        foreach (var (name, value) in named)
            JsonLineValue.Write(json, name, value);

        json.WriteEndObject();
    }

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace or LogLevel.Debug => "DEBUG",
        LogLevel.Information => "INFO",
        LogLevel.Warning => "WARNING",
        LogLevel.Error => "ERROR",
        _ => "CRITICAL",
    };
}
