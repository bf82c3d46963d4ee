namespace AgentStack.RemoteMcp.Tests.Matrix;

internal static class AnyWords
{
    /// <summary>The text holds one of the alternatives, which are divided by bars.</summary>
    public static void ShouldHoldOneOf(this string text, string alternatives)
    {
        if (!alternatives.Split('|').Any(words => text.Contains(words, StringComparison.OrdinalIgnoreCase)))
            Assert.Fail($"\"{text}\" should have said \"{alternatives}\"");
    }
}
