using System.Text;
using System.Text.Json;
using AgentStack.Agent.Conversations;
using AgentStack.Agent.Models;
using Microsoft.Extensions.AI;

namespace AgentStack.Agent.Tests.Conversations;

public sealed class ConversationJsonTests
{
    private static readonly SessionId Session = new("one");

    [Fact]
    public void Turn_WrittenAndRead_IsTheSame()
    {
        var turn = new ConversationTurn(
            7,
            "request-1",
            [new ChatMessage(ChatRole.User, "What is 2+2?"), new ChatMessage(ChatRole.Assistant, "4")],
            new ModelUsage(1, 2, 3, 4, 5, 0.000_123_4m),
            12.5m)
        {
            Pending = new PendingCalls(["a", "b"], new Dictionary<string, string> { ["c"] = "done" })
            {
                Tools = new Dictionary<string, AskedTool> { ["a"] = new("notes", "delete", "sha256:1") },
            },
        };

        var read = Read(turn);

        read.ShouldSatisfyAllConditions(
            () => read.Sequence.ShouldBe(7),
            () => read.RequestId.ShouldBe("request-1"),
            () => read.Usage.ShouldBe(turn.Usage),
            () => read.SessionCostUsd.ShouldBe(12.5m),
            () => read.Pending!.Waiting.ShouldBe(["a", "b"]),
            () => read.Pending!.Answered.ShouldHaveSingleItem().ShouldBe(KeyValuePair.Create("c", "done")),
            () => read.Pending!.Tools!.ShouldHaveSingleItem().ShouldBe(KeyValuePair.Create("a", new AskedTool("notes", "delete", "sha256:1"))),
            () => read.Messages.Select(message => (message.Role, message.Text))
                .ShouldBe([(ChatRole.User, "What is 2+2?"), (ChatRole.Assistant, "4")]));
    }

    [Fact]
    public void Turn_WithoutPriceOrPendingCalls_ReadsAsSuch()
    {
        var read = Read(new ConversationTurn(1, "r", [], ModelUsage.None with { CostUsd = null }, null));

        read.Usage.CostUsd.ShouldBeNull();
        read.SessionCostUsd.ShouldBeNull();
        read.Pending.ShouldBeNull();
        read.Messages.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("line\r\nbreak \"quoted\" \\ \0 \u2028 👩‍👧 <b>&amp;</b>")]
    public void Text_OfAnyKind_IsKeptToTheLetter(string text) =>
        Read(new TextContent(text)).ShouldBeOfType<TextContent>().Text.ShouldBe(text);

    [Fact]
    public void Reasoning_KeepsItsSignatureAndWhatIsHidden()
    {
        var read = Read(new TextReasoningContent("I think")
        {
            ProtectedData = "c2lnbmVk",
            AdditionalProperties = new() { ["RedactedContent"] = new byte[] { 0, 1, 255 } },
        }).ShouldBeOfType<TextReasoningContent>();

        read.Text.ShouldBe("I think");
        read.ProtectedData.ShouldBe("c2lnbmVk");
        read.AdditionalProperties!["RedactedContent"].ShouldBe(new byte[] { 0, 1, 255 });
    }

    [Fact]
    public void Reasoning_WithoutSignature_HasNone()
    {
        var read = Read(new TextReasoningContent("I think")).ShouldBeOfType<TextReasoningContent>();

        read.ProtectedData.ShouldBeNull();
        read.AdditionalProperties.ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"a":null}""")]
    [InlineData("""{"a":[1,null,{"b":[[]]}],"c":{"d":{"e":"f","g":null}}}""")]
    [InlineData("""{"a":12345678901234567890123456789,"b":1.10,"c":-0.0,"d":1e400,"e":0.1234567890123456789}""")]
    [InlineData("""{"a":"","b":"\u0000\uD83D\uDC4B","with space":true,"type":"call","$type":"x"}""")]
    [InlineData("{}")]
    public void Call_KeepsTheArgumentsAsTheModelWroteThem(string json)
    {
        var arguments = JsonSerializer.Deserialize<Dictionary<string, object?>>(json, AIJsonUtilities.DefaultOptions);

        var read = Read(new FunctionCallContent("id-1", "add", arguments)).ShouldBeOfType<FunctionCallContent>();

        (read.CallId, read.Name).ShouldBe(("id-1", "add"));
        Values(read).ShouldBe(arguments!.ToDictionary(argument => argument.Key, argument => argument.Value?.ToString()), ignoreOrder: false);
    }

    [Fact]
    public void Call_WithArgumentsThatAreNotJsonYet_KeepsTheirValues()
    {
        var read = Read(new FunctionCallContent("id-1", "add", new Dictionary<string, object?>
        {
            ["decimal"] = 1.10m,
            ["long"] = long.MaxValue,
            ["text"] = "x",
            ["list"] = new List<object?> { 1, null, "y" },
            ["object"] = new Dictionary<string, object?> { ["z"] = true },
        })).ShouldBeOfType<FunctionCallContent>();

        Values(read).ShouldBe(new Dictionary<string, string?>
        {
            ["decimal"] = "1.10",
            ["long"] = "9223372036854775807",
            ["text"] = "x",
            ["list"] = """[1,null,"y"]""",
            ["object"] = """{"z":true}""",
        });
    }

    [Fact]
    public void Call_WithArgumentsAsDeepAsTheyAreRead_IsWrittenAndRead()
    {
        var deep = JsonElement.Parse(Nested(63));

        var read = Read(new FunctionCallContent("id-1", "add", new Dictionary<string, object?> { ["a"] = deep }))
            .ShouldBeOfType<FunctionCallContent>();

        Values(read)["a"].ShouldBe(deep.ToString());
    }

    [Fact]
    public void Turn_ThatCannotBeWritten_IsAFailureForAPerson()
    {
        var options = new JsonDocumentOptions { MaxDepth = 1000 };
        object?[] values = [JsonElement.Parse(Nested(300), options), double.NaN];
        foreach (var value in values)
        {
            var call = new FunctionCallContent("id-1", "add", new Dictionary<string, object?> { ["a"] = value });

            Should.Throw<ConversationStoreException>(() => ConversationJson.Write(Turn(call))).Message.ShouldContain("cannot be written");
        }
    }

    [Fact]
    public void Call_WithoutArguments_HasNone() =>
        Read(new FunctionCallContent("id-1", "now")).ShouldBeOfType<FunctionCallContent>().Arguments.ShouldBeNull();

    [Theory]
    [InlineData("4")]
    [InlineData("")]
    public void Result_KeepsItsOutput(string output)
    {
        var read = Read(new FunctionResultContent("id-1", output)).ShouldBeOfType<FunctionResultContent>();

        (read.CallId, read.Result).ShouldBe(("id-1", output));
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"format\":1}")]
    [InlineData("\0\u0001\u0002")]
    public void Body_ThatIsNoTurn_IsAFailureForAPerson(string body) => ShouldBeUnreadable(body);

    [Theory]
    [InlineData("\"format\":1", "\"format\":2")]
    [InlineData("\"format\":1", "\"format\":1e9")]
    [InlineData("\"type\":\"text\"", "\"type\":\"hologram\"")]
    [InlineData("\"type\":\"text\"", "\"kind\":\"text\"")]
    [InlineData("\"role\":\"user\"", "\"role\":null")]
    [InlineData("\"role\":\"user\"", "\"role\":\"\"")]
    [InlineData("\"text\":\"hi\"", "\"text\":5")]
    [InlineData("\"messages\":[", "\"messages\":[null,")]
    [InlineData("\"content\":[", "\"content\":[null,")]
    [InlineData("\"messages\":[", "\"messages\":null,\"x\":[")]
    [InlineData("\"sequence\":1", "\"sequence\":\"1\"")]
    [InlineData("}", "")]
    public void Body_OfANewerOrBrokenFormat_IsAFailureForAPerson(string old, string changed)
    {
        var body = Encoding.UTF8.GetString(ConversationJson.Write(Turn(new TextContent("hi"))));
        body.ShouldContain(old);

        ShouldBeUnreadable(body.Replace(old, changed, StringComparison.Ordinal));
    }

    [Fact]
    public void Body_WithMembersThatAreNew_IsRead()
    {
        var body = Encoding.UTF8.GetString(ConversationJson.Write(Turn(new TextContent("hi"))));

        var read = ConversationJson.Read(Session, Encoding.UTF8.GetBytes(body.Replace("\"sequence\"", "\"new\":{},\"sequence\"", StringComparison.Ordinal)));

        read.Messages.ShouldHaveSingleItem().Text.ShouldBe("hi");
    }

    private static void ShouldBeUnreadable(string body)
    {
        var failure = Should.Throw<ConversationStoreException>(() => ConversationJson.Read(Session, Encoding.UTF8.GetBytes(body)));

        failure.Message.ShouldContain("session 'one' cannot be read");
    }

    private static string Nested(int levels) => new string('[', levels) + new string(']', levels);

    private static Dictionary<string, string?> Values(FunctionCallContent call) =>
        call.Arguments!.ToDictionary(argument => argument.Key, argument => argument.Value?.ToString());

    private static AIContent Read(AIContent content) =>
        Read(Turn(content)).Messages.ShouldHaveSingleItem().Contents.ShouldHaveSingleItem();

    private static ConversationTurn Read(ConversationTurn turn) => ConversationJson.Read(Session, ConversationJson.Write(turn));

    private static ConversationTurn Turn(AIContent content) =>
        new(1, "r", [new ChatMessage(ChatRole.User, [content])], ModelUsage.None, null);
}
