using System.Text.Json;
using AgentStack.Schemas;
using Microsoft.Extensions.AI;

namespace AgentStack.Agent.Tools;

/// <summary>Holds a call's arguments against the tool's schema, as its server wrote it, before they are sent.</summary>
internal static class ToolArguments
{
    /// <param name="schema">The server's own.</param>
    /// <param name="arguments">Under the server's own names.</param>
    /// <param name="shown">What the model knows an argument as, where that is another name.</param>
    /// <returns>What is wrong, in the schema's words; nothing for good arguments.</returns>
    public static IReadOnlyList<string> Problems(
        JsonElement schema, IDictionary<string, object?> arguments, Func<string, string>? shown = null)
    {
        if (!ArgumentDepth.IsWithin(arguments))
            return [$"they are nested deeper than {ArgumentDepth.Most} levels"];

        return Write(arguments) is { } written ? ArgumentCheck.Check(schema, written, shown: shown) : [];
    }

    /// <summary>Null for values that have no JSON form, of which the schema says nothing.</summary>
    private static JsonElement? Write(IDictionary<string, object?> arguments)
    {
        try
        {
            return JsonSerializer.SerializeToElement(
                new Dictionary<string, object?>(arguments),
                AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(Dictionary<string, object?>)));
        }
        catch (Exception e) when (e is NotSupportedException or JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
