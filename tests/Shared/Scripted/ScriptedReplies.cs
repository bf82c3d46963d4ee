using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace AgentStack.Tests.Shared.Scripted;

/// <summary>Writes JSON-RPC answers as streamable HTTP has them, or as a fault has them instead.</summary>
internal static class ScriptedReplies
{
    public const string EventStream = "text/event-stream";

    public static JsonObject Result(JsonNode id, JsonObject result) =>
        new() { ["jsonrpc"] = "2.0", ["id"] = id.DeepClone(), ["result"] = result };

    public static JsonObject Error(JsonNode? id, int code, string message) => new()
    {
        ["jsonrpc"] = "2.0",
        ["id"] = id?.DeepClone(),
        ["error"] = new JsonObject { ["code"] = code, ["message"] = message },
    };

    public static string Event(string json) => $"event: message\ndata: {json}\n\n";

    public static Task WriteJsonAsync(HttpContext http, JsonObject message)
    {
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(message.ToJsonString());
    }

    public static async Task WriteAsync(HttpContext http, JsonObject message, ScriptedReply kind, ScriptedFault fault)
    {
        http.Response.ContentType = (fault, kind) switch
        {
            (ScriptedFault.Html, _) => "text/html",
            (_, ScriptedReply.EventStream) => EventStream,
            _ => "application/json",
        };
        if (fault is ScriptedFault.WrongId)
            message["id"] = "of-a-request-that-nobody-sent";

        var text = Text(message.ToJsonString(), fault);
        if (kind is ScriptedReply.EventStream && fault is not (ScriptedFault.Html or ScriptedFault.Empty))
            text = fault is ScriptedFault.CutInBody ? Event(text).TrimEnd() : Event(text);

        await http.Response.WriteAsync(text);
        if (fault is not ScriptedFault.CutInBody)
            return;

        await http.Response.Body.FlushAsync();
        http.Abort();
    }

    private static string Text(string json, ScriptedFault fault) => fault switch
    {
        ScriptedFault.Garbage => $"\u0001\u0002 {ScriptedFaults.InnerWords}",
        ScriptedFault.Html => $"<html><body>{ScriptedFaults.InnerWords}</body></html>",
        ScriptedFault.HalfJson or ScriptedFault.CutInBody => json[..(json.Length / 2)],
        ScriptedFault.Empty => "",
        _ => json,
    };
}
