using AgentStack.McpServer.Guardrails;

namespace AgentStack.McpServer.Tests.Guardrails;

public sealed class TextPartsTests
{
    [Theory]
    [InlineData("One. Two. Three.", 16, "One. Two. Three.")]
    [InlineData("One. Two. Three.", 10, "One. Two.| Three.")]
    [InlineData("One. Two. Three.", 9, "One. Two.| Three.")]
    [InlineData("Costs 3.50 euros now", 12, "Costs 3.50 |euros now")]
    [InlineData("one\ntwo three", 8, "one\n|two |three")]
    [InlineData("一二三。四五六。", 5, "一二三。|四五六。")]
    [InlineData("abcdef", 4, "abcd|ef")]
    [InlineData("abc😀d", 4, "abc|😀d")]
    public void Text_TooLong_IsCutWhereASentenceEndsElseBetweenWords(string text, int longest, string parts) =>
        string.Join('|', TextParts.Split(text, longest)).ShouldBe(parts);

    [Fact]
    public void Text_OfAnyForm_IsWholeWhenPutTogetherAndNoPartIsTooLong()
    {
        var random = new Random(7);
        for (var round = 0; round < 2000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 300)).Select(_ => Pick(random)));
            var longest = random.Next(2, 60);

            var parts = TextParts.Split(text, longest);

            string.Concat(parts).ShouldBe(text);
            parts.ShouldAllBe(part => part.Length > 0 && part.Length <= longest && !char.IsLowSurrogate(part[0]));
        }
    }

    private static string Pick(Random random) => ((string[])["a", "b", " ", ". ", "\n", "!", "。", "😀", "3.5"])[random.Next(9)];
}
