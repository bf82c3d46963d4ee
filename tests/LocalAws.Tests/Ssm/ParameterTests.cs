using System.Text.Json.Nodes;

namespace AgentStack.LocalAws.Tests.Ssm;

public sealed class ParameterTests
{
    [Fact]
    public async Task GetParameter_OfAString_HasEveryMemberOfTheModel()
    {
        await using var server = await StartedServer.StartAsync();
        server.Aws.Parameters.Put("/app/x", "value");

        var (status, body) = await server.SsmAsync("GetParameter", """{"Name":"/app/x"}""");

        status.ShouldBe(200);
        JsonNode.DeepEquals(body, JsonNode.Parse("""
            {"Parameter":{"ARN":"arn:aws:ssm:us-east-1:123456789012:parameter/app/x","DataType":"text",
             "LastModifiedDate":1795262400.000,"Name":"/app/x","Type":"String","Value":"value","Version":1}}
            """)).ShouldBeTrue(body.ToJsonString());
    }

    [Fact]
    public async Task GetParameter_OfASecureString_ShowsTheValueOnlyWithDecryption()
    {
        await using var server = await StartedServer.StartAsync();
        server.Aws.Parameters.Put("/app/secret", "hush", secure: true);

        var (_, hidden) = await server.SsmAsync("GetParameter", """{"Name":"/app/secret"}""");
        var (_, shown) = await server.SsmAsync("GetParameter", """{"Name":"/app/secret","WithDecryption":true}""");

        ((string)hidden["Parameter"]!["Value"]!).ShouldNotContain("hush");
        ((string?)shown["Parameter"]!["Value"]).ShouldBe("hush");
        ((string?)shown["Parameter"]!["Type"]).ShouldBe("SecureString");
    }

    [Fact]
    public async Task GetParameter_WithAVersion_GetsThatVersion()
    {
        await using var server = await StartedServer.StartAsync();
        server.Aws.Parameters.Put("/app/x", "old");
        server.Aws.Parameters.Put("/app/x", "new");

        var (_, body) = await server.SsmAsync("GetParameter", """{"Name":"/app/x:1"}""");
        var (_, missing) = await server.SsmAsync("GetParameter", """{"Name":"/app/x:3"}""");

        ((string?)body["Parameter"]!["Value"]).ShouldBe("old");
        ((string?)body["Parameter"]!["Selector"]).ShouldBe(":1");
        ((string?)missing["__type"]).ShouldBe("ParameterVersionNotFound");
    }

    [Fact]
    public async Task GetParameters_WithUnknownNames_ListsThemAsInvalid()
    {
        await using var server = await StartedServer.StartAsync();
        server.Aws.Parameters.Put("/a", "1");

        var (_, body) = await server.SsmAsync("GetParameters", """{"Names":["/a","/b"]}""");

        body["Parameters"]!.AsArray().Select(p => (string?)p!["Name"]).ShouldBe(["/a"]);
        body["InvalidParameters"]!.AsArray().Select(p => (string?)p).ShouldBe(["/b"]);
    }

    [Fact]
    public async Task GetParametersByPath_OfManyParameters_PagesAtTen()
    {
        await using var server = await StartedServer.StartAsync();
        for (var i = 0; i < 23; i++)
            server.Aws.Parameters.Put($"/app/p{i:00}", "v");

        List<string> names = [];
        List<int> sizes = [];
        string? next = null;
        do
        {
            var (_, body) = await server.SsmAsync(
                "GetParametersByPath", new JsonObject { ["Path"] = "/app", ["NextToken"] = next }.ToJsonString());
            var page = body["Parameters"]!.AsArray();
            sizes.Add(page.Count);
            names.AddRange(page.Select(p => (string)p!["Name"]!));
            next = (string?)body["NextToken"];
        }
        while (next is not null);

        sizes.ShouldBe([10, 10, 3]);
        names.ShouldBe(Enumerable.Range(0, 23).Select(i => $"/app/p{i:00}"));
    }

    [Theory]
    [InlineData("""{"Path":"/app"}""", "/app/a")]
    [InlineData("""{"Path":"/app/"}""", "/app/a")]
    [InlineData("""{"Path":"/app","Recursive":true}""", "/app/a,/app/b/c")]
    [InlineData("""{"Path":"/","Recursive":true}""", "/app/a,/app/b/c,/application")]
    [InlineData("""{"Path":"/nothing"}""", "")]
    public async Task GetParametersByPath_ByDepth_ListsWhatLiesThere(string request, string names)
    {
        await using var server = await StartedServer.StartAsync();
        foreach (var name in new[] { "/app/a", "/app/b/c", "/application" })
            server.Aws.Parameters.Put(name, "v");

        var (_, body) = await server.SsmAsync("GetParametersByPath", request);

        string.Join(',', body["Parameters"]!.AsArray().Select(p => (string?)p!["Name"])).ShouldBe(names);
        body["NextToken"].ShouldBeNull();
    }

    [Fact]
    public async Task PutParameter_Twice_MakesVersionsOnlyWhenToldToOverwrite()
    {
        await using var server = await StartedServer.StartAsync();

        var (_, first) = await server.SsmAsync("PutParameter", """{"Name":"/x","Value":"1","Type":"String"}""");
        var (_, refused) = await server.SsmAsync("PutParameter", """{"Name":"/x","Value":"2","Type":"String"}""");
        var (_, second) = await server.SsmAsync("PutParameter", """{"Name":"/x","Value":"2","Overwrite":true}""");

        ((long?)first["Version"]).ShouldBe(1);
        ((string?)refused["__type"]).ShouldBe("ParameterAlreadyExists");
        ((long?)second["Version"]).ShouldBe(2);
    }

    [Fact]
    public async Task DeleteParameter_OfAParameter_RemovesIt()
    {
        await using var server = await StartedServer.StartAsync();
        server.Aws.Parameters.Put("/x", "1");

        var (status, _) = await server.SsmAsync("DeleteParameter", """{"Name":"/x"}""");

        status.ShouldBe(200);
        server.Aws.Parameters.Names.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("GetParameter", """{"Name":"/none"}""", "ParameterNotFound")]
    [InlineData("GetParameter", "{}", "ValidationException")]
    [InlineData("GetParameter", "{oops", "SerializationException")]
    [InlineData("GetParameters", """{"Names":[]}""", "ValidationException")]
    [InlineData("GetParameters", """{"Names":["1","2","3","4","5","6","7","8","9","10","11"]}""", "ValidationException")]
    [InlineData("GetParametersByPath", """{"Path":"app"}""", "ValidationException")]
    [InlineData("GetParametersByPath", """{"Path":"/","MaxResults":11}""", "ValidationException")]
    [InlineData("GetParametersByPath", """{"Path":"/","MaxResults":0}""", "ValidationException")]
    [InlineData("GetParametersByPath", """{"Path":"/","NextToken":"made up"}""", "InvalidNextToken")]
    [InlineData("DeleteParameter", """{"Name":"/none"}""", "ParameterNotFound")]
    [InlineData("PutParameter", """{"Name":"/x","Value":"1"}""", "ValidationException")]
    [InlineData("PutParameter", """{"Name":"/x","Value":"1","Type":"Text"}""", "ValidationException")]
    [InlineData("PutParameter", """{"Name":"/x","Value":"","Type":"String"}""", "ValidationException")]
    [InlineData("PutParameter", """{"Name":"/aws/x","Value":"1","Type":"String"}""", "ValidationException")]
    [InlineData("PutParameter", """{"Name":"a/b","Value":"1","Type":"String"}""", "ValidationException")]
    [InlineData("PutParameter", """{"Name":"/a b","Value":"1","Type":"String"}""", "ValidationException")]
    [InlineData("PutParameter", """{"Name":"/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16","Value":"1","Type":"String"}""", "HierarchyLevelLimitExceededException")]
    [InlineData("DescribeParameters", "{}", "UnknownOperationException")]
    public async Task Operation_WithABadRequest_AnswersWithTheRealCode(string operation, string request, string code)
    {
        await using var server = await StartedServer.StartAsync();

        var (status, body) = await server.SsmAsync(operation, request);

        status.ShouldBe(400);
        ((string?)body["__type"]).ShouldBe(code);
    }
}
