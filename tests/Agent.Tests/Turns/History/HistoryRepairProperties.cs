using AgentStack.Agent.Turns.History;
using AgentStack.LocalAws;
using Amazon.BedrockRuntime;
using Amazon.Runtime;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.AI;
using Microsoft.FSharp.Core;

namespace AgentStack.Agent.Tests.Turns.History;

public sealed class HistoryRepairProperties
{
    /// <summary>Change it to see others; a failure prints the seed of the history that failed.</summary>
    private const ulong Seed = 20_261_121;

    private static readonly Arbitrary<(ChatMessage?[] History, bool AreToolsOffered)> Cases = Arb.From(
        from history in AnyHistory.Of from areToolsOffered in Gen.Elements(true, true, false) select (history, areToolsOffered),
        tried => AnyHistory.Shrink(tried.history).Select(smaller => (smaller, tried.areToolsOffered)));

    [Fact]
    public void Repair_TenThousandHistories_NoneIsRefusedAndNothingIsLost()
    {
        using var door = new ConverseDoor();
        Check.One(TenThousand, Prop.ForAll(Cases, tried => Hold(tried.History, tried.AreToolsOffered, door)));
    }

    [Fact]
    public async Task Repair_HundredsOverTheWire_AllReachTheModel()
    {
        const int Number = 300;
        await using var aws = await LocalAwsServer.StartAsync(new LocalAwsOptions(), TestContext.Current.CancellationToken);
        using var runtime = new AmazonBedrockRuntimeClient(
            new BasicAWSCredentials(aws.AccessKeyId, aws.SecretAccessKey),
            new AmazonBedrockRuntimeConfig { ServiceURL = aws.Address.AbsoluteUri, AuthenticationRegion = aws.Region });
        using var chat = runtime.AsIChatClient("model");

        foreach (var (index, history) in AnyHistory.Of.Sample(Number, new Rnd(Seed), 50).Index())
        {
            var areToolsOffered = index % 2 == 0;
            await chat.GetResponseAsync(
                HistoryRepair.Repair(history, areToolsOffered),
                ConverseDoor.Options(areToolsOffered),
                TestContext.Current.CancellationToken);
        }

        aws.Model.Requests.Count.ShouldBe(Number);
    }

    private static Config TenThousand => Config.QuickThrowOnFailure
        .WithMaxTest(10_000)
        .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(Seed), FSharpOption<int>.None)));

    private static void Hold(ChatMessage?[] history, bool areToolsOffered, ConverseDoor door)
    {
        var repaired = HistoryRepair.Repair(history, areToolsOffered);

        var (body, refusal) = door.Send(repaired, areToolsOffered);
        refusal.ShouldBeNull(body.ToString());
        HistoryRepair.Repair(repaired, areToolsOffered).ShouldBe(repaired, ReferenceEqualityComparer.Instance);
        var said = string.Join('\n', Written(repaired));
        Written(history).Where(text => !said.Contains(text.TrimEnd(), StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static IEnumerable<string> Written(IEnumerable<ChatMessage?> history) =>
        from message in history.OfType<ChatMessage>()
        from content in message.Contents
        let text = content is FunctionResultContent result ? result.Result as string : (content as TextContent)?.Text
        where !string.IsNullOrWhiteSpace(text)
        select text;
}
