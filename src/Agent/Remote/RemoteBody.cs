using System.Text.Json;
using AgentStack.Agent.Turns;

namespace AgentStack.Agent.Remote;

/// <summary>An answer in one piece, told as the events that a stream would have had.</summary>
internal static class RemoteBody
{
    private static readonly JsonWriterOptions Readable = new()
    {
        Indented = true,
        MaxDepth = 256,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static IEnumerable<TurnEvent> Read(string body, TurnRequest turn)
    {
        if (RemoteJson.Parse(body) is not { } json)
            return body.Length == 0 ? [] : [new TextEvent(body)];

        if (Ours(json) is { } reply)
            return Events(reply);

        if (ForeignAnswer.Error(json) is { } error)
            return [new ErrorEvent(error, RemoteJson.Text(json, "error_type") ?? "remote_error", turn.RequestId)];

        return [new TextEvent(ForeignAnswer.Whole(json) ?? Indent(json))];
    }

    private static TurnReply? Ours(JsonElement json)
    {
        if (RemoteJson.Member(json, "tool_calls") is null)
            return null;

        try
        {
            var reply = json.Deserialize(TurnJson.Wire.TurnReply);
            return reply is { SessionId: not null, RequestId: not null, ToolCalls: not null, Warnings: not null } ? reply : null;
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            return null;
        }
    }

    private static IEnumerable<TurnEvent> Events(TurnReply reply)
    {
        for (var i = 0; i < reply.ToolCalls.Count; i++)
        {
            var call = reply.ToolCalls[i];
            yield return new ToolCallEvent($"{i}", call.Tool, call.Server, call.Arguments);
            yield return new ToolResultEvent($"{i}", call.Tool, call.IsError, call.Output, DurationMs: 0);
        }

        if (reply.Result is { Length: > 0 } text)
            yield return new TextEvent(text);

        foreach (var warning in reply.Warnings)
            yield return new WarningEvent(warning.Message, warning.Code);

        if (reply.Usage is { } usage)
            yield return new UsageEvent(usage, reply.SessionCostUsd);

        yield return reply switch
        {
            { Error: { } error } => new ErrorEvent(error, reply.ErrorType ?? "remote_error", reply.RequestId),
            { Approvals: { Count: > 0 } waiting } => new ApprovalEvent(waiting, reply.SessionId, reply.RequestId),
            _ => new DoneEvent(reply.StopReason ?? "stop", reply.SessionId, reply.RequestId),
        };
    }

    private static string Indent(JsonElement json)
    {
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text, Readable))
            json.WriteTo(writer);

        return System.Text.Encoding.UTF8.GetString(text.ToArray());
    }
}
