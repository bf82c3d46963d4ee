using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.AI;

namespace AgentStack.Agent.Tests.Turns.History;

/// <summary>Histories in which everything is wrong that can be.</summary>
internal static class AnyHistory
{
    private static readonly string LongName = new('x', 70);

    private static readonly Gen<string> Words = Gen.Frequency(
        (6, Gen.Choose(1, 9999).Select(number => $"<word {number}>")),
        (1, Gen.Elements("", " ", "\n\t ", "trailing  \n", " leading", "\u200b", "\ud800 half", "\0", "😀", "[called the tool add]")));

    private static readonly Gen<string> Ids = Gen.Frequency(
        (6, Gen.Elements("t1", "t2", "t3", "t4")),
        (1, Gen.Elements("", " ", "bad id", "bad.id", "ünïcode", "t1_1", LongName, LongName + "y")));

    private static readonly Gen<string> Names = Gen.Frequency(
        (4, Gen.Elements("add", "look")),
        (1, Gen.Elements("", "bad name!", "gone.tool", LongName)));

    private static readonly Gen<object?> Readable = Gen.Elements<object?>(
        null, "text", "", 1, 2L, 1.5, true, 1.5f, double.NaN, float.PositiveInfinity, 1.5m, (byte)1, DateTimeOffset.UnixEpoch,
        new[] { 1, 2 }, new Dictionary<string, object?> { ["in"] = double.NaN }, new object(), new Uri("https://example.com"),
        default(JsonElement), Json("null"), Json("[1,{\"a\":null}]"), Json("1e999"), Json("{\"a\":[1e999],\"b\":\"x\"}"),
        Json("{\"twice\":1,\"twice\":2}"), new TextContent("wrapped"), new AIContent[] { new TextContent("one") });

    // Rare, since an exception takes its time.
    private static readonly Gen<object?> Values = Gen.Frequency((40, Readable), (1, Gen.Elements<object?>(Disposed(), new Cycle())));

    private static readonly Gen<IDictionary<string, object?>?> Arguments = Gen.Frequency<IDictionary<string, object?>?>(
        (1, Gen.Constant<IDictionary<string, object?>?>(null)),
        (1, Gen.Fresh<IDictionary<string, object?>?>(() => new Dictionary<string, object?>())),
        (2, Values.Two().Select(pair => (IDictionary<string, object?>?)new Dictionary<string, object?> { ["a"] = pair.Item1, [""] = pair.Item2 })));

    private static readonly Gen<AIContent?> Contents = Gen.Frequency<AIContent?>(
        (6, Words.Select(text => (AIContent?)new TextContent(text))),
        (6, from id in Ids from name in Names from arguments in Arguments select (AIContent?)new FunctionCallContent(id, name, arguments)),
        (4, from id in Ids from text in Words select (AIContent?)new FunctionResultContent(id, text)),
        (2, from id in Ids from value in Values select (AIContent?)new FunctionResultContent(id, value)),
        (2, from text in Words from signature in Gen.Elements("s", "", null) select (AIContent?)Thought(text, signature)),
        (1, Gen.Fresh<AIContent?>(() => new TextReasoningContent("") { AdditionalProperties = new() { ["RedactedContent"] = new byte[1] } })),
        (1, Gen.Elements<AIContent?>(null, new UsageContent(), new ErrorContent("broke"), new UriContent("https://example.com/a", "image/png"))),
        (1, Gen.Elements("image/png", "image/tiff", "text/plain", "application/pdf", "audio/wav").Select(type => (AIContent?)new DataContent("data"u8.ToArray(), type))),
        (1, Gen.Fresh<AIContent?>(() => new DataContent(ReadOnlyMemory<byte>.Empty, "image/png"))));

    private static readonly Gen<ChatRole> Roles = Gen.Frequency(
        (10, Gen.Elements(ChatRole.User, ChatRole.Assistant, ChatRole.Tool)),
        (1, Gen.Elements(ChatRole.System, new ChatRole("developer"), new ChatRole("ASSISTANT"))));

    private static readonly Gen<ChatMessage?> Messages = Gen.Frequency<ChatMessage?>(
        (30, from role in Roles from contents in Contents.ListOf().Resize(6) select (ChatMessage?)new ChatMessage(role, [.. contents!])),
        (1, Gen.Constant<ChatMessage?>(null)));

    /// <summary>Up to a dozen messages; some of them twice, as the same object.</summary>
    public static Gen<ChatMessage?[]> Of { get; } =
        from messages in Messages.ListOf().Resize(12)
        from again in Gen.Choose(0, 20)
        select (ChatMessage?[])[.. messages, .. again < messages.Count ? [messages[again]] : Array.Empty<ChatMessage?>()];

    public static IEnumerable<ChatMessage?[]> Shrink(ChatMessage?[] history) =>
        Enumerable.Range(0, history.Length).Select(left => (ChatMessage?[])[.. history[..left], .. history[(left + 1)..]]);

    private static TextReasoningContent Thought(string text, string? signature) => new(text) { ProtectedData = signature };

    private static JsonElement Json(string text) => JsonElement.Parse(text);

    private static JsonElement Disposed()
    {
        using var document = JsonDocument.Parse("{}");
        return document.RootElement;
    }
}
