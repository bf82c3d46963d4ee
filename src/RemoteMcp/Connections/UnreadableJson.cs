using System.Text.Json;

namespace AgentStack.RemoteMcp.Connections;

/// <summary>Why JSON that parses cannot be read: its nodes find out when they are first looked at.</summary>
internal static class UnreadableJson
{
    public const string Formless = "it has not the form that MCP gives it";

    /// <summary>Whether the failure may be the JSON's.</summary>
    public static bool IsCause(Exception failure) => failure is JsonException or InvalidOperationException or ArgumentException;

    public static string Reason(Exception failure) => failure switch
    {
        InvalidOperationException => "it has a text with half a character (a lone surrogate)",
        ArgumentException => "it has a key twice",
        _ => Formless,
    };
}
