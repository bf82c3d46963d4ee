using System.Text.Json;

namespace AgentStack.Oidc;

/// <summary>Text members of JSON that somebody else wrote.</summary>
public static class JsonText
{
    /// <summary>Null when the member is not there, is no string, or holds half of a surrogate pair, which is no text.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? Text(value) : null;

    internal static string? Text(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
            return null;

        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
