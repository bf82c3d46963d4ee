using System.Text.Json;

namespace AgentStack.Agent.Tools;

/// <summary>
/// How deep the arguments of a call may be nested. Bedrock refuses a request with a document much deeper, and with it
/// every later request of a session that holds such a call.
/// </summary>
internal static class ArgumentDepth
{
    /// <summary>Levels of objects and lists, the arguments themselves being the first.</summary>
    public const int Most = 32;

    public static bool IsWithin(IDictionary<string, object?> arguments) => arguments.Values.All(IsWithin);

    /// <summary>Whether one argument's value is. Only JSON is looked at: what a model wrote is nothing else.</summary>
    public static bool IsWithin(object? value) => value is not JsonElement json || IsWithin(json, Most - 1);

    private static bool IsWithin(JsonElement json, int levels) => json.ValueKind switch
    {
        JsonValueKind.Array => levels > 0 && json.EnumerateArray().All(item => IsWithin(item, levels - 1)),
        JsonValueKind.Object => levels > 0 && json.EnumerateObject().All(member => IsWithin(member.Value, levels - 1)),
        _ => true,
    };
}
