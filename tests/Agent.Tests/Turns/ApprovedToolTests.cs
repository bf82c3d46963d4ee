using System.Text.Json.Nodes;
using AgentStack.Agent.Conversations;
using AgentStack.Agent.Conversations.Sqlite;
using AgentStack.LocalAws.Bedrock.Scripting;
using AgentStack.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;

namespace AgentStack.Agent.Tests.Turns;

/// <summary>A call that one agent asked about, allowed in another one: the settings or the server may have changed between.</summary>
public sealed class ApprovedToolTests : IAsyncLifetime
{
    private const string Session = "one-session";
    private const string Tool = "delete_item";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("agentstack-approved-");
    private FakeMcpServer _notes = null!;
    private FakeMcpServer _prod = null!;

    private string Database => Path.Combine(_folder.FullName, "conversations.db");

    public async ValueTask InitializeAsync()
    {
        _notes = await FakeMcpServer.StartAsync();
        _prod = await FakeMcpServer.StartAsync();
        foreach (var server in new[] { _notes, _prod })
        {
            server.Tools.Clear();
            server.Tools.Add(FakeMcpServer.Tool(Tool));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _notes.DisposeAsync();
        await _prod.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Approve_AfterARestartWithTheSameServer_RunsTheCall()
    {
        await AskAsync(("notes", _notes));

        var told = await ApproveAsync("call-a", ("notes", _notes));

        told.ShouldContain($"{Tool}: ");
        _notes.Count("tools/call").ShouldBe(1);
    }

    [Fact]
    public async Task Approve_AfterARestartWithAnotherServer_NeverRunsItsToolOfTheSameName()
    {
        await AskAsync(("notes", _notes));

        var told = await ApproveAsync("call-a", ("prod", _prod));

        told.ShouldContain("the tool is not the one that was approved, which was 'delete_item' of MCP server 'notes'");
        _prod.Count("tools/call").ShouldBe(0);
        _notes.Count("tools/call").ShouldBe(0);
    }

    [Fact]
    public async Task Approve_AfterARestartWithAnotherServerWhoseToolHasTheSameWireName_RunsNothing()
    {
        _notes.Tools[0]["name"] = "b_c";
        _prod.Tools[0]["name"] = "c";
        await AskAsync("a_b_c", ("a", _notes), ("z", _notes));

        var told = await ApproveAsync("call-a", ("a_b", _prod), ("z", _notes));

        told.ShouldContain("not the one that was approved");
        _prod.Count("tools/call").ShouldBe(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Approve_AfterARestartWithAChangedDefinition_RunsNothing(bool isSchema)
    {
        await AskAsync(("notes", _notes));
        if (isSchema)
            _notes.Tools[0]["inputSchema"]!["properties"]!["force"] = new JsonObject { ["type"] = "boolean" };
        else
            _notes.Tools[0]["description"] = "Deletes all items.";

        var told = await ApproveAsync("call-a", ("notes", _notes));

        told.ShouldContain("the tool is not the one that was approved: its definition has changed since");
        _notes.Count("tools/call").ShouldBe(0);
    }

    [Fact]
    public async Task Approve_OfTheSecondCallAfterTheFirst_IsHeldToWhatWasAskedAtTheBeginning()
    {
        await AskAsync(Tool, ["call-a", "call-b"], ("notes", _notes));
        await using (var between = await StartAsync(("prod", _prod)))
        {
            using var first = await between.DecideAsync(Session, deny: ["call-a"]);
            var left = (await first.ReadJsonAsync()).GetProperty("approvals")[0];
            left.GetProperty("id").GetString().ShouldBe("call-b");
            left.GetProperty("server").GetString().ShouldBe("notes");
        }

        var told = await ApproveAsync("call-b", ("prod", _prod));

        told.ShouldContain("not the one that was approved");
        _prod.Count("tools/call").ShouldBe(0);
    }

    [Fact]
    public async Task Approve_OfACallThatAnOlderAgentWroteDown_RunsNothing()
    {
        await AskAsync(("notes", _notes));
        await ForgetToolsAsync();

        var told = await ApproveAsync("call-a", ("notes", _notes));

        told.ShouldContain("asked for by an older agent");
        _notes.Count("tools/call").ShouldBe(0);
    }

    private Task AskAsync(params (string Name, FakeMcpServer Server)[] servers) => AskAsync(Tool, servers);

    private Task AskAsync(string wireName, params (string Name, FakeMcpServer Server)[] servers) =>
        AskAsync(wireName, ["call-a"], servers);

    private async Task AskAsync(string wireName, string[] ids, params (string Name, FakeMcpServer Server)[] servers)
    {
        await using var stage = await StartAsync(servers);
        stage.Model.Enqueue(ids.Aggregate(new ModelReply(), (reply, id) => reply.Call(wireName, new { text = "7" }, id)));
        using var response = await stage.AskAsync("hi", Session);
        (await response.ReadJsonAsync()).GetProperty("approvals").GetArrayLength().ShouldBe(ids.Length);
    }

    /// <returns>The request in which the model learns what came of it.</returns>
    private async Task<string> ApproveAsync(string id, params (string Name, FakeMcpServer Server)[] servers)
    {
        await using var stage = await StartAsync(servers);
        stage.Model.Enqueue(new ModelReply().Say("Done."));
        using var response = await stage.DecideAsync(Session, approve: [id]);
        (await response.ReadJsonAsync()).GetProperty("result").GetString().ShouldBe("Done.");
        return stage.Model.Requests[0].Body.GetRawText().Replace("\\u0027", "'", StringComparison.Ordinal);
    }

    private Task<Stage> StartAsync(params (string Name, FakeMcpServer Server)[] servers) => Stage.StartAsync(
        WithoutOwnServer,
        [
            ("Policy:Ask", "*"),
            ("Conversations:Sqlite", Database),
            .. servers.SelectMany(server => new[]
            {
                ($"McpServers:{server.Name}:Auth", "None"),
                ($"McpServers:{server.Name}:Url", server.Server.Url.AbsoluteUri),
                ($"McpServers:{server.Name}:ConnectTimeout", "23:00:00"),
            }),
        ]);

    private static void WithoutOwnServer(WebApplicationBuilder builder)
    {
        var own = builder.Configuration.Sources.OfType<MemoryConfigurationSource>().Last();
        builder.Configuration.Sources.Remove(own);
        builder.Configuration.AddInMemoryCollection(
            own.InitialData!.Where(value => !value.Key.StartsWith("McpServers:tools:", StringComparison.Ordinal)));
    }

    private async Task ForgetToolsAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var store = new SqliteConversations(new ConversationOptions { Sqlite = Database }, new FakeClock(DateTimeOffset.UtcNow));
        var kept = (await store.LoadAsync(new SessionId(Session), cancellation)).Turns.ShouldHaveSingleItem();
        var turn = ConversationJson.Read(new SessionId(Session), kept.Body.Span);
        turn.Pending!.Tools.ShouldNotBeNull();
        var older = ConversationJson.Write(turn with { Pending = turn.Pending with { Tools = null } });
        await store.SaveAsync(new SessionId(Session), kept with { Version = kept.Version + 1, Body = older }, cancellation);
    }
}
