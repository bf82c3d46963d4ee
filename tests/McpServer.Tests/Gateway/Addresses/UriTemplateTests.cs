using System.Diagnostics.CodeAnalysis;
using AgentStack.McpServer.Gateway.Addresses;

namespace AgentStack.McpServer.Tests.Gateway.Addresses;

[SuppressMessage("Design", "CA1054:URI-like parameters should not be strings", Justification = "Templates and odd addresses are no URIs.")]
public sealed class UriTemplateTests
{
    [Theory]
    [InlineData("test://template/{id}/data", "test://template/123/data")]
    [InlineData("test://template/{id}/data", "test://template/a%20b/data")]
    [InlineData("file:///{+path}", "file:///a/b/c.txt")]
    [InlineData("file:///{path*}", "file:///a,b")]
    [InlineData("x://{a,b}", "x://1,2")]
    [InlineData("x://h{/a,b}", "x://h/1/2")]
    [InlineData("x://h{/a*}", "x://h")]
    [InlineData("x://h{?q,n}", "x://h?q=1&n=2")]
    [InlineData("x://h{?q,n}", "x://h")]
    [InlineData("x://h?fixed=1{&q}", "x://h?fixed=1&q=2")]
    [InlineData("x://h{#part}", "x://h#there")]
    [InlineData("x://h{.ext}", "x://h.txt")]
    [InlineData("x://h{;a}", "x://h;a=1")]
    [InlineData("x://(a.b)+{id}", "x://(a.b)+1")]
    [InlineData("x://plain", "x://plain")]
    public void Covers_AnAddressOfTheTemplate(string template, string uri) => new UriTemplate(template).Covers(uri).ShouldBeTrue();

    [Theory]
    [InlineData("test://template/{id}/data", "test://template/1/2/data")]
    [InlineData("test://template/{id}/data", "test://template/1/data/")]
    [InlineData("test://template/{id}/data", "test://template/1/data\n")]
    [InlineData("x://(a.b)+{id}", "x://aab1")]
    [InlineData("x://h{?q}", "x://h/other")]
    [InlineData("x://{id}", "y://1")]
    [InlineData("x://{", "x://1")]
    public void Covers_NoOther(string template, string uri) => new UriTemplate(template).Covers(uri).ShouldBeFalse();

    [Fact]
    public void Covers_OfATemplateThatIsMadeToBeSlow_EndsSoon()
    {
        var template = new UriTemplate($"x://{string.Concat(Enumerable.Repeat("{+a}b", 150))}c");

        template.Covers($"x://{string.Concat(Enumerable.Repeat("ab", 4_000))}").ShouldBeFalse();
    }

    [Fact]
    public void Covers_OfATemplateOrAnAddressWithoutBounds_IsFalse()
    {
        new UriTemplate($"x://{{+a}}{new string('b', 2_000)}").Covers($"x://a{new string('b', 2_000)}").ShouldBeFalse();
        new UriTemplate("x://{+a}").Covers($"x://{new string('b', 10_000)}").ShouldBeFalse();
    }
}
