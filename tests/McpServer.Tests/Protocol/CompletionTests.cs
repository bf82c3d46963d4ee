using System.Text.Json.Nodes;

namespace AgentStack.McpServer.Tests.Protocol;

public sealed class CompletionTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Prompt = """{"type":"ref/prompt","name":"solve_word_problem"}""";
    private const string Template = """{"type":"ref/resource","uri":"odd://many/{id}"}""";

    [Theory]
    [InlineData(Prompt, "style", "", "brief steps")]
    [InlineData(Prompt, "style", "ST", "steps")]
    [InlineData(Prompt, "style", "x", "")]
    [InlineData(Prompt, "problem", "", "")]
    [InlineData(Template, "id", "a", "Ada adam")]
    [InlineData("""{"type":"ref/resource","uri":"timezones://region/{region}"}""", "region", "eur", "Europe")]
    public async Task Complete_AnArgument_NamesTheAllowedValuesThatBeginSo(string reference, string argument, string value, string expected)
    {
        var completion = (await CompleteAsync(reference, new JsonObject { ["name"] = argument, ["value"] = value })).Result["completion"]!;

        var values = expected.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        completion["values"]!.AsArray().Select(item => item!.GetValue<string>()).ShouldBe(values);
        completion["total"]!.GetValue<int>().ShouldBe(values.Length);
        completion["hasMore"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{"type":"ref/prompt","name":"no_such"}""")]
    [InlineData("""{"type":"ref/resource","uri":"no://such"}""")]
    [InlineData("""{"type":"ref/tool","name":"add_numbers"}""")]
    [InlineData("""{"type":"ref/prompt"}""")]
    [InlineData("7")]
    [InlineData("null")]
    public async Task Complete_OfWhatIsNotThere_IsInvalidParams(string reference) =>
        (await CompleteAsync(reference, new JsonObject { ["name"] = "a", ["value"] = "" })).ErrorCode.ShouldBe(-32602);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"name":"style"}""")]
    [InlineData("""{"name":"style","value":7}""")]
    [InlineData("[]")]
    public async Task Complete_NoArgument_IsInvalidParams(string argument) =>
        (await CompleteAsync(Prompt, JsonNode.Parse(argument)!)).ErrorCode.ShouldBe(-32602);

    private Task<WireAnswer> CompleteAsync(string reference, JsonNode argument) => server.PostAsync(
        Messages.Request("completion/complete", new JsonObject { ["ref"] = JsonNode.Parse(reference), ["argument"] = argument }));
}
