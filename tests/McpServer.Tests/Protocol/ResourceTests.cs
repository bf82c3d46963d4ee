using System.Net;
using System.Text.Json.Nodes;

namespace AgentStack.McpServer.Tests.Protocol;

public sealed class ResourceTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task ListResources_NamesThoseWithAnAddressAndTemplatesApart()
    {
        var resources = (await server.PostAsync(Messages.Request("resources/list"))).Result["resources"]!.AsArray();
        var templates = (await server.PostAsync(Messages.Request("resources/templates/list"))).Result["resourceTemplates"]!.AsArray();

        resources.Select(resource => resource!["uri"]!.GetValue<string>()).ShouldContain("timezones://all");
        templates.Select(template => template!["uriTemplate"]!.GetValue<string>()).ShouldBe(["odd://many/{id}", "timezones://region/{region}"]);
    }

    [Theory]
    [InlineData("timezones://all", "Europe/Berlin", "nowhere")]
    [InlineData("timezones://region/Europe", "Europe/Berlin", "America/")]
    public async Task ReadResource_ByAddressOrTemplate_IsItsText(string uri, string expected, string unexpected)
    {
        var content = (await ReadAsync(uri)).Result["contents"]!.AsArray().ShouldHaveSingleItem()!;

        content["uri"]!.GetValue<string>().ShouldBe(uri);
        content["mimeType"]!.GetValue<string>().ShouldBe("text/plain");
        content["text"]!.GetValue<string>().ShouldContain(expected);
        content["text"]!.GetValue<string>().ShouldNotContain(unexpected);
    }

    [Theory]
    [InlineData("timezones://none")]
    [InlineData("")]
    [InlineData("file:///etc/passwd")]
    [InlineData("odd://nothing")]
    [Requirement("V12")]
    public async Task ReadResource_ThatIsNotThere_HasTheCodeOfItsRevision(string uri)
    {
        var legacy = await ReadAsync(uri);
        var modern = await server.PostAsync(Read(uri).WithMeta(), Messages.ModernHeaders("resources/read", uri));

        legacy.ErrorCode.ShouldBe(-32002);
        modern.ErrorCode.ShouldBe(-32602);
        modern.Error["data"]!["uri"]!.GetValue<string>().ShouldBe(uri);
    }

    [Fact]
    public async Task ReadResource_AddressBeyondReason_IsNotThereAndCutInTheAnswer()
    {
        var answer = await ReadAsync("odd://many/" + new string('a', 100_000));

        answer.ErrorCode.ShouldBe(-32002);
        answer.Error["data"]!["uri"]!.GetValue<string>().ShouldBe($"odd://many/{new string('a', 1_013)}…");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"uri":7}""")]
    [InlineData("""{"uri":null}""")]
    public async Task ReadResource_NoAddress_IsInvalidParams(string parameters) =>
        (await server.PostAsync(Messages.Request("resources/read", JsonNode.Parse(parameters)!.AsObject()))).ErrorCode.ShouldBe(-32602);

    [Fact]
    [Requirement("V6")]
    public async Task ReadResource_OfTheNewestRevision_IsNotCachedUnlessItSaysSo()
    {
        var result = (await server.PostAsync(
            Read("timezones://all").WithMeta(), Messages.ModernHeaders("resources/read", "timezones://all"))).Result;

        result["ttlMs"]!.GetValue<long>().ShouldBe(0);
        result["cacheScope"]!.GetValue<string>().ShouldBe("private");
        result["resultType"]!.GetValue<string>().ShouldBe("complete");
    }

    [Fact]
    [Requirement("R15a")]
    public async Task ReadResource_ThatFails_TellsNothingOfTheInside()
    {
        var failure = await ReadAsync("odd://failure");
        var refusal = await ReadAsync("odd://refusal");

        failure.Status.ShouldBe(HttpStatusCode.OK);
        failure.ErrorCode.ShouldBe(-32603);
        failure.Text.ShouldNotContain("secret");
        refusal.Error["message"]!.GetValue<string>().ShouldBe("Not just now");
    }

    [Theory]
    [InlineData("resources/subscribe")]
    [InlineData("resources/unsubscribe")]
    [Requirement("V5")]
    public async Task Subscription_Legacy_IsAnsweredWithAnEmptyObject(string method)
    {
        (await server.PostAsync(Messages.Request(method, new JsonObject { ["uri"] = "timezones://all" }))).Result.ToJsonString().ShouldBe("{}");
        (await server.PostAsync(Messages.Request(method))).ErrorCode.ShouldBe(-32602);
    }

    private static JsonObject Read(string uri) => Messages.Request("resources/read", new JsonObject { ["uri"] = uri });

    private Task<WireAnswer> ReadAsync(string uri) => server.PostAsync(Read(uri));
}
