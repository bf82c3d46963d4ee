using AgentStack.RemoteMcp.Connections;
using AgentStack.Tests.Shared.Scripted;
using ModelContextProtocol.Protocol;

namespace AgentStack.RemoteMcp.Tests.Matrix;

/// <summary>Many callers of one client at once, while the server forgets its sessions or refuses a token.</summary>
public sealed class CrowdTests(MatrixWorld world) : IClassFixture<MatrixWorld>
{
    private const int Callers = 20;
    private const int CallsEach = 5;

    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    public static TheoryData<string> Kinds =>
        [.. Profiles.All.Where(profile => !profile.IsRuntime).Select(profile => profile.ToString())];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Calls_OfACrowd_WhileTheServerForgetsItsSessions_AreRunOnceEach(string kind)
    {
        var profile = Profiles.All.Single(profile => profile.ToString() == kind);
        await using var stage = new CellStage(world, new Cell(profile, new Trouble.OtherTools(), ScriptedTools.Record));
        var ids = Enumerable.Range(0, Callers * CallsEach).Select(n => $"call-{n}").ToList();

        var calls = ids.Chunk(CallsEach).Select(async own =>
        {
            foreach (var id in own)
            {
                // Once, in the midst of the others' calls.
                if (id == ids[2])
                    stage.Server.Restart();
                if (id == ids[4] && profile.Access is RemoteServerAuth.M2M)
                    stage.Server.Break(ScriptedFault.UnauthorizedOnce, ScriptedStep.CallTool);

                await CallAsync(stage.Client, id);
            }
        });
        await Task.WhenAll(calls);

        ids.Where(id => stage.Server.Executions.Count(id) != 1).ShouldBeEmpty();
    }

    private static async Task CallAsync(RemoteMcpServer server, string id)
    {
        var tool = new RemoteTool("tools", ScriptedTools.Record, "", default);
        var result = await server.CallToolAsync(tool, new Dictionary<string, object?> { ["id"] = id }, Cancellation);
        result.Content.ShouldHaveSingleItem().ShouldBeOfType<TextContentBlock>().Text.ShouldBe($"ran {id}");
    }
}
