using AgentStack.McpServer.Gateway.Search;

namespace AgentStack.McpServer.Tests.Gateway.Search;

public sealed class WordsTests
{
    [Theory]
    [InlineData("getUserById", "get user by id")]
    [InlineData("github___list_pull-requests", "github list pull request")]
    [InlineData("HTTPServer2Go", "http server2 go")]
    [InlineData("Lists the users' boxes, of class.", "list the user boxe of class")]
    [InlineData("größe ÄnderungsDatum", "größe änderung datum")]
    [InlineData("", "")]
    [InlineData("___ -- ", "")]
    public void Of_NamesAndTexts_SplitsThemAlike(string text, string words) => string.Join(' ', Words.Of(text)).ShouldBe(words);
}
