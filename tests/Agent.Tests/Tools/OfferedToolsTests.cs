using System.Text.Json;
using System.Text.Json.Nodes;
using AgentStack.Agent.Tests.Tools.Schemas;
using AgentStack.Agent.Tools;
using AgentStack.Agent.Tools.Results;
using AgentStack.Agent.Tools.Schemas;
using AgentStack.LocalAws.Bedrock.Scripting;
using AgentStack.Schemas;
using AgentStack.Tests.Shared;
using Amazon.BedrockRuntime;
using Amazon.Runtime;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;

namespace AgentStack.Agent.Tests.Tools;

/// <summary>A thousand tools that nobody chose, from a server's list to its calls, with Bedrock's door between.</summary>
public sealed class OfferedToolsTests
{
    /// <summary>Change it to see others.</summary>
    private const ulong Seed = 20_261_121;

    private const int Batches = 30;
    private const int BatchSize = 50;

    private static readonly Gen<MadeTool> Tools =
        from size in Gen.Choose(0, 4) from seed in Gen.Choose(0, int.MaxValue) select new ToolMaker(seed, size).Make();

    [Fact]
    public async Task Offer_OfAThousandTools_BedrockTakesThemAndTheirArgumentsArriveAsTheServersWantThem()
    {
        var made = Tools.Sample(Batches * BatchSize, new Rnd(Seed), 50).ToList();

        var failures = new List<string>();
        var offered = 0;
        foreach (var batch in made.Chunk(BatchSize))
            offered += await HoldAsync([.. batch.Select(WithOwnName)], failures);

        failures.ShouldBeEmpty();
        offered.ShouldBeGreaterThanOrEqualTo(1000);

        static MadeTool WithOwnName(MadeTool tool, int index) => tool with { Name = $"{tool.Name}{(index % 2 == 0 ? "_" : " ")}{index}" };
    }

    /// <returns>How many of the tools were offered.</returns>
    private static async Task<int> HoldAsync(List<MadeTool> made, List<string> failures)
    {
        await using var mcp = await FakeMcpServer.StartAsync();
        var received = new Dictionary<string, List<JsonObject>>(StringComparer.Ordinal);
        mcp.Tools.Clear();
        foreach (var tool in made)
            mcp.Tools.Add(tool.Definition);
        mcp.Call = (tool, arguments) =>
        {
            received.TryAdd(tool, []);
            received[tool].Add((JsonObject)arguments.DeepClone());
            return FakeMcpServer.Text("ok");
        };

        await using var stage = await Stage.StartAsync(("McpServers:tools:Url", mcp.Url.AbsoluteUri), ("Tools:Wait", "23:00:00"));
        var tools = await stage.App.Services.GetRequiredService<ToolCatalog>().GetAsync(TestContext.Current.CancellationToken);

        var (callable, others) = (made.Where(IsCallable).ToList(), made.Where(tool => !IsCallable(tool)).ToList());
        tools.LeftOut.Select(tool => tool.Tool).ShouldBe(others.Select(tool => tool.Name));
        tools.LeftOut.ShouldAllBe(tool => tool.Reason.StartsWith("its name has characters", StringComparison.Ordinal));
        tools.Tools.Select(tool => tool.Remote.Name).ShouldBe(callable.Select(tool => tool.Name));
        await AskAsync(stage, tools);
        foreach (var (tool, own) in tools.Tools.Zip(callable))
        {
            if (await FaultAsync(tool, own, tools.Kernel) is { } fault)
                failures.Add($"{fault}: {own} offered as {((AIFunctionDeclaration)tool.Declaration).JsonSchema}");
            else if (received.GetValueOrDefault(own.Name) is not [var arrived] || !JsonNode.DeepEquals(arrived, own.Arguments))
                failures.Add($"{own} arrived as {string.Join(", ", received.GetValueOrDefault(own.Name, []).Select(each => each.ToJsonString()))}");
        }

        return callable.Count;
    }

    // A call repeats the name in a header.
    private static bool IsCallable(MadeTool tool) => tool.Name.All(letter => letter is >= ' ' and <= '~');

    // The real chat client, a real request, and the refusals of Bedrock with Claude.
    private static async Task AskAsync(Stage stage, ToolSet tools)
    {
        using var runtime = new AmazonBedrockRuntimeClient(
            new BasicAWSCredentials(stage.Aws.AccessKeyId, stage.Aws.SecretAccessKey),
            new AmazonBedrockRuntimeConfig { ServiceURL = stage.Aws.Address.AbsoluteUri, AuthenticationRegion = stage.Aws.Region });
        using var chat = runtime.AsIChatClient("model");
        stage.Model.Enqueue(new ModelReply().Say("Ready."));

        var answer = await chat.GetResponseAsync(
            "hi", new ChatOptions { Tools = tools.Declarations }, TestContext.Current.CancellationToken);

        answer.Text.ShouldBe("Ready.");
    }

    /// <summary>Calls a tool as a model does that knows the offered schema.</summary>
    private static async Task<string?> FaultAsync(OfferedTool tool, MadeTool own, Kernel kernel)
    {
        var schema = ((AIFunctionDeclaration)tool.Declaration).JsonSchema;
        var arguments = JsonElement.Parse(Offered(own.Arguments, tool.Names)!.ToJsonString());
        if (ArgumentCheck.Check(JsonElement.Parse(own.Schema.ToJsonString()), JsonElement.Parse(own.Arguments.ToJsonString())) is [var bad, ..])
            return $"the generator's own arguments: {bad}";

        if (ArgumentCheck.Check(schema, arguments) is [var narrow, ..])
            return $"the offered schema refuses what the server takes: {narrow}";

        if (Unfit(schema).FirstOrDefault() is { } unfit)
            return $"the offered schema holds '{unfit}'";

        var given = arguments.EnumerateObject().ToDictionary(argument => argument.Name, argument => (object?)argument.Value);
        if (tool.Problems(given) is [var problem, ..])
            return $"refused before the call: {problem}";

        var result = await tool.Function.InvokeAsync(kernel, new KernelArguments(given), TestContext.Current.CancellationToken);
        return result.GetValue<ToolOutcome>() is { Text: "ok", IsError: false } ? null : result.GetValue<ToolOutcome>()!.Text;
    }

    private static JsonNode? Offered(JsonNode? json, PropertyNames? names) => json switch
    {
        JsonObject members => new JsonObject(members.Select(member =>
            KeyValuePair.Create(names?.Shown(member.Key) ?? member.Key, Offered(member.Value, names)))),
        JsonArray items => new JsonArray([.. items.Select(item => Offered(item, names))]),
        _ => json?.DeepClone(),
    };

    /// <summary>What no schema that is offered holds, at any level: what the chat client would change, or Claude refuse.</summary>
    private static IEnumerable<string> Unfit(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null => ["null"],
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Unfit),
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => member switch
        {
            { Name: "enum" or "default" or "examples", Value.ValueKind: JsonValueKind.Array } => [],
            { Name: "$ref" or "$defs" or "$id" or "$schema" or "nullable", Value.ValueKind: not JsonValueKind.Object } => [member.Name],
            { Name: "properties", Value.ValueKind: JsonValueKind.Object } => member.Value.EnumerateObject()
                .SelectMany(property => property.Value.ValueKind != JsonValueKind.Object || !PropertyNames.Fits(property.Name)
                    ? [property.Name]
                    : Unfit(property.Value)),
            _ => Unfit(member.Value),
        }),
        _ => [],
    };
}
