using AgentStack.RemoteMcp.Connections;

namespace AgentStack.RemoteMcp.Tests;

public sealed class RemoteUrlTests
{
    private const string Runtime = "https://bedrock-agentcore.eu-west-1.amazonaws.com/runtimes/arn%3Aaws%3Ax/invocations?qualifier=DEFAULT";

    [Theory]
    [InlineData("http://user:pw@host:81/mcp?api_key=sk", "http://host:81/mcp")]
    [InlineData("https://host?key=sk#part", "https://host/")]
    [InlineData(Runtime, Runtime)]
    [InlineData($"{Runtime}&key=sk", Runtime)]
    public void Address_AsItIsShown_HoldsNoSecret(string url, string shown)
    {
        RemoteUrl.Show(new Uri(url)).ShouldBe(shown);
        new ServerAddress(new Uri(url), ServerKind.Plain, RemoteServerAuth.None).ToString().ShouldBe(shown);
    }

    [Theory]
    [InlineData("None")]
    [InlineData("SigV4")]
    public async Task Failure_AtAnAddressWithAKey_DoesNotTellTheKey(string auth)
    {
        await using var stage = await Stage.StartAsync();
        var server = stage.Connect(("Auth", auth), ("Url", "http://127.0.0.1:9/mcp?api_key=sk-very-secret"));

        var failure = await Should.ThrowAsync<RemoteMcpException>(
            () => server.ListToolsAsync(TestContext.Current.CancellationToken));

        failure.Message.ShouldContain("http://127.0.0.1:9/mcp ");
        failure.ToString().ShouldNotContain("sk-very-secret");
    }
}
