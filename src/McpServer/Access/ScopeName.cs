namespace AgentStack.McpServer.Access;

/// <summary>A scope as RFC 6749, section 3.3, has it: what has a quote or a space in it no token can hold.</summary>
internal static class ScopeName
{
    public const string Expected = "a scope: letters, digits and signs without quotes or backslashes";

    public static bool IsValid(string text) =>
        text.Length > 0 && text.All(sign => sign is >= '!' and <= '~' and not ('"' or '\\'));
}
