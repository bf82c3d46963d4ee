using System.Text.Json;
using AgentStack.Oidc;

namespace AgentStack.RemoteMcp.Walk;

/// <summary>What can be read of a front door's answer.</summary>
/// <param name="IsJsonRpc">Whether it is a JSON-RPC message.</param>
/// <param name="Code">Its error.</param>
/// <param name="Words">What it says, to be searched and not to be passed on.</param>
internal sealed record DoorBody(bool IsJsonRpc, int? Code, string Words)
{
    public static DoorBody Read(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object ? Read(json.RootElement) : new DoorBody(false, null, body);
        }
        catch (JsonException)
        {
            return new DoorBody(false, null, body);
        }
    }

    private static DoorBody Read(JsonElement root)
    {
        var isJsonRpc = root.TryGetProperty("jsonrpc", out _);
        return root.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object
            ? new DoorBody(isJsonRpc, Number(error), error.Text("message") ?? "")
            : new DoorBody(isJsonRpc, null, root.Text("message") ?? root.Text("Message") ?? "");
    }

    private static int? Number(JsonElement error) =>
        error.TryGetProperty("code", out var code) && code.ValueKind == JsonValueKind.Number && code.TryGetInt32(out var number)
            ? number
            : null;
}
