using System.Text.Json.Nodes;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>The JSON-RPC error in the body of an HTTP refusal, which may lack the id that a message must have.</summary>
internal sealed record ErrorBody(RemoteError Error, string? Id)
{
    /// <summary>Null for a text that is none.</summary>
    public static ErrorBody? Read(string json)
    {
        try
        {
            return JsonNode.Parse(json) is JsonObject body
                && body["error"] is JsonObject error
                && error["code"] is JsonValue code && code.TryGetValue<int>(out var number)
                && error["message"] is JsonValue message && message.TryGetValue<string>(out var text)
                ? new ErrorBody(new RemoteError(number, text, error["data"]?.DeepClone()), body["id"]?.ToString())
                : null;
        }
        catch (Exception e) when (UnreadableJson.IsCause(e))
        {
            return null;
        }
    }

    /// <summary>Whether it is this call's answer, and not that of something before the server, which knows no call.</summary>
    public bool Answers(RemoteCall call) => Id == call.Id.ToString(provider: null);
}
