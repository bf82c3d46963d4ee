using AgentStack.Agent.Models;
using AgentStack.Agent.Models.Guardrails;
using AgentStack.Agent.Models.Prices;
using AgentStack.LocalAws.Bedrock.Scripting;
using AgentStack.Settings;
using Microsoft.Extensions.Configuration;

namespace AgentStack.Agent.Tests.Models;

public sealed class PriceTests
{
    [Theory]
    [InlineData("global.anthropic.claude-sonnet-5", 3)]
    [InlineData("anthropic.claude-haiku-4-5", 1)]
    [InlineData("amazon.nova-lite-v1:0", null)]
    public void Table_ForAModel_HasTheFirstThatFits(string model, int? input)
    {
        var table = Read(
            ("Prices:0:Model", "*claude-sonnet-*"), ("Prices:0:Input", "3"), ("Prices:0:Output", "15"),
            ("Prices:1:Model", "*claude-*"), ("Prices:1:Input", "1"), ("Prices:1:Output", "5"));

        table.Find(model)?.Input.ShouldBe(input!.Value);
        (table.Find(model) is null).ShouldBe(input is null);
    }

    [Fact]
    public void Price_WithoutCachePrices_CountsCachedTokensAsInput() =>
        new ModelPrice { Input = 2, Output = 10 }.Of(new ModelUsage(1_000_000, 100_000, 500_000, 500_000, 1, null)).ShouldBe(5m);

    [Fact]
    public void Settings_ThatMakeNoSense_AreAllNamedWithTheirRemedy()
    {
        var reader = Reader(
            ("Prices:0:Input", "cheap"), ("Prices:0:Model", "*"), ("Prices:1:Model", "x"), ("Prices:1:Price", "1"),
            ("Guardrail:Id", "Not Valid"), ("Guardrail:Version", "latest"), ("Guardrail:Trace", "loud"),
            ("Model:MaxAttempts", "0"), ("Model:StallTimeout", "00:00:00"), ("Model:Caching", "maybe"));
        PriceTable.Read(reader);
        GuardrailOptions.Read(reader);
        ModelOptions.Read(reader);
        var problems = Should.Throw<SettingsException>(reader.ThrowIfAnyProblem).Problems;

        foreach (var key in (string[])[
            "Prices:0:Input", "Prices:0:Output", "Prices:1:Price", "Guardrail:Id", "Guardrail:Version", "Guardrail:Trace",
            "Model:MaxAttempts", "Model:StallTimeout", "Model:Caching"])
        {
            problems.ShouldContain(problem => problem.StartsWith(key, StringComparison.Ordinal), key);
        }
    }

    [Fact]
    public async Task Turn_OfAModelWithoutAPrice_HasNoCostAndTheLogSaysItOnce()
    {
        await using var stage = await Stage.StartAsync();
        stage.Model.Enqueue(new ModelReply().Say("one"), new ModelReply().Say("two"));
        using var first = await stage.AskAsync("hi");
        using var second = await stage.AskAsync("hi");

        (await first.ReadJsonAsync()).GetProperty("usage").TryGetProperty("cost_usd", out _).ShouldBeFalse();
        stage.Log.Lines.Count(line => line.Contains("No price is known", StringComparison.Ordinal)).ShouldBe(1);
    }

    private static PriceTable Read(params (string Key, string Value)[] values) => PriceTable.Read(Reader(values));

    private static SettingsReader Reader(params (string Key, string Value)[] values) => new(new ConfigurationBuilder()
        .AddInMemoryCollection(values.Select(value => KeyValuePair.Create(value.Key, (string?)value.Value))).Build());
}
