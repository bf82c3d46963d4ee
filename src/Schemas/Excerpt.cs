namespace AgentStack.Schemas;

/// <summary>So much of what a caller sent as a message can repeat.</summary>
public static class Excerpt
{
    private const int Longest = 60;

    public static string Of(string text) => text.Length <= Longest ? text : $"{text[..Longest]}…";
}
