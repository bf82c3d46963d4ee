namespace AgentStack.RemoteMcp.Tests.Matrix;

internal static class AnyWords
{
    /// <summary>The text holds one of the alternatives, which are divided by bars.</summary>
    public static void ShouldSatisfyAny(this string text, string alternatives) =>
        alternatives.Split('|').Any(words => text.Contains(words, StringComparison.OrdinalIgnoreCase))
            .ShouldBeTrue($"\"{text}\" should have said \"{alternatives}\"");
}
