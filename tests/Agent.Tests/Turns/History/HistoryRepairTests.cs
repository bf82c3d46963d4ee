using AgentStack.Agent.Turns.History;
using Microsoft.Extensions.AI;

namespace AgentStack.Agent.Tests.Turns.History;

public sealed class HistoryRepairTests
{
    private static readonly ChatMessage Ask = User(Text("What is it?"));

    [Fact]
    public void Repair_ValidHistory_IsTheSameMessages()
    {
        ChatMessage[] history =
        [
            Ask,
            Assistant(new TextReasoningContent("Hm.") { ProtectedData = "s" }, Text("Looking."), Call("t1"), Call("t2")),
            Tool(Result("t1", "one"), Result("t2", "two")),
            Assistant(Text("It is one.")),
            User(Text("Thanks")),
        ];

        HistoryRepair.Repair(history, areToolsOffered: true).ShouldBe(history, ReferenceEqualityComparer.Instance);
    }

    [Fact]
    public void Repair_CallWithoutResult_IsAnsweredWithAnError() =>
        Tell(Ask, Assistant(Call("t1"), Call("t2")), Tool(Result("t2", "two")), User(Text("And?"))).ShouldBe(
            "user: What is it? | assistant: t1=add() t2=add() |"
            + " user: t1:Error: the call was not run, or its outcome is not known. t2:two And?");

    [Fact]
    public void Repair_HistoryThatEndsInACall_IsAnsweredToo() =>
        Tell(Ask, Assistant(Call("t1"))).ShouldEndWith(
            "| tool: t1:Error: the call was not run, or its outcome is not known.");

    [Fact]
    public void Repair_ResultWithoutCall_IsToldAsText() =>
        Tell(Ask, Assistant(Text("Well")), Tool(Result("t9", "nine"))).ShouldEndWith("| user: [the tool's result: nine]");

    [Fact]
    public void Repair_ResultThatCameLate_GoesToItsCall() =>
        Tell(Ask, Assistant(Call("t1")), User(Text("Hello?")), Assistant(Text("Yes")), Tool(Result("t1", "one"))).ShouldBe(
            "user: What is it? | assistant: t1=add() | user: t1:one Hello? | assistant: Yes | user: Go on.");

    [Fact]
    public void Repair_ResultsInTwoMessages_AreOneInTheOrderOfTheCalls() =>
        Tell(Ask, Assistant(Call("t1")), Assistant(Text("and"), Call("t2")), Tool(Result("t2", "two")), Tool(Result("t1", "one"))).ShouldBe(
            "user: What is it? | assistant: and t1=add() t2=add() | tool: t1:one t2:two");

    [Fact]
    public void Repair_ResultInTheAssistantsMessage_IsTheUsers() =>
        Tell(Ask, Assistant(Call("t1"), Result("t1", "one"), Text("So it is."))).ShouldBe(
            "user: What is it? | assistant: t1=add() | tool: t1:one | assistant: So it is. | user: Go on.");

    [Fact]
    public void Repair_IdUsedTwice_IsRenamedInCallAndResult() =>
        Tell(Ask, Assistant(Call("t1")), Tool(Result("t1", "one")), Assistant(Call("t1")), Tool(Result("t1", "two"))).ShouldEndWith(
            "t1=add() | tool: t1:one | assistant: t1_2=add() | tool: t1_2:two");

    [Fact]
    public void Repair_IdAndNameThatConverseRefuses_AreRenamedAlike()
    {
        var told = Tell(Ask, Assistant(Call("a b", "go there")), Tool(Result("a b", "one")));

        var id = told[told.LastIndexOf("a_b_", StringComparison.Ordinal)..^":one".Length];
        told.ShouldContain($"assistant: {id}=go_there_");
    }

    [Fact]
    public void Repair_NoToolsOffered_TellsCallsAndResultsAsText() =>
        Tell(false, Ask, Assistant(Text("Looking."), Call("t1")), Tool(Result("t1", "one")), User(Text("And?"))).ShouldBe(
            "user: What is it? | assistant: Looking. [called the tool add] | user: [the tool's result: one] And?");

    [Fact]
    public void Repair_NothingAtAll_IsAPromptToGoOn() => Tell().ShouldBe("user: Go on.");

    [Fact]
    public void Repair_HistoryThatBeginsAndEndsWithTheAssistant_GetsAUserAtBothEnds() =>
        Tell(Assistant(Text("Hello  \n"))).ShouldBe(
            "user: [The beginning of this conversation is not kept.] | assistant: Hello | user: Go on.");

    [Fact]
    public void Repair_SystemMessageInside_GoesToTheFront() =>
        Tell(Ask, new ChatMessage(ChatRole.System, [Text("Be brief."), Text(" ")]), User(Text("Now."))).ShouldBe(
            "system: Be brief. | user: What is it? Now.");

    [Fact]
    public void Repair_BlankAndEmptyMessages_AreLeftOutAndTheirNeighboursMerged() =>
        Tell(Ask, Assistant(Text(" ")), Assistant(), User(Text("\n"), Text("Hm?"))).ShouldBe("user: What is it? Hm?");

    [Fact]
    public void Repair_UnsignedThoughtOrOneAtTheEnd_IsLeftOut() =>
        Tell(Ask, Assistant(new TextReasoningContent("a"), Text("Yes"), new TextReasoningContent("b") { ProtectedData = "s" }), User(Text("ok")))
            .ShouldBe("user: What is it? | assistant: Yes | user: ok");

    [Fact]
    public void Repair_ArgumentsThatCannotBeWritten_BecomeSome()
    {
        var call = new FunctionCallContent("t1", "add", new Dictionary<string, object?>
        {
            ["n"] = double.NaN,
            ["list"] = new[] { 1 },
            ["none"] = null,
        });

        var repaired = HistoryRepair.Repair([Ask, Assistant(call)], areToolsOffered: true);

        var arguments = repaired[1].Contents.OfType<FunctionCallContent>().Single().Arguments!;
        arguments["n"].ShouldBe("NaN");
        arguments["list"].ShouldNotBeNull().ToString().ShouldBe("[1]");
    }

    [Fact]
    public void Repair_TextFile_KeepsItsWords() =>
        Tell(User(new DataContent("some notes"u8.ToArray(), "text/plain") { Name = "notes.txt" }))
            .ShouldBe("user: [the file notes.txt: some notes]");

    [Fact]
    public void Repair_MergedMessages_KeepTheirMarks()
    {
        var marked = User(Text("Now."));
        marked.AdditionalProperties = new() { ["CachePoint"] = "here" };

        var repaired = HistoryRepair.Repair([Ask, marked], areToolsOffered: true);

        repaired.ShouldHaveSingleItem().AdditionalProperties!["CachePoint"].ShouldBe("here");
    }

    private static string Tell(params ChatMessage[] history) => Tell(true, history);

    private static string Tell(bool areToolsOffered, params ChatMessage[] history) => string.Join(
        " | ",
        HistoryRepair.Repair(history, areToolsOffered)
            .Select(message => $"{message.Role}: {string.Join(' ', message.Contents.Select(Tell))}"));

    private static string Tell(AIContent content) => content switch
    {
        TextContent text => text.Text,
        FunctionCallContent call => $"{call.CallId}={call.Name}()",
        FunctionResultContent result => $"{result.CallId}:{result.Result}",
        _ => content.GetType().Name,
    };

    private static TextContent Text(string text) => new(text);

    private static FunctionCallContent Call(string id, string name = "add") => new(id, name);

    private static FunctionResultContent Result(string id, string text) => new(id, text);

    private static ChatMessage User(params AIContent[] contents) => new(ChatRole.User, contents);

    private static ChatMessage Assistant(params AIContent[] contents) => new(ChatRole.Assistant, contents);

    private static ChatMessage Tool(params AIContent[] contents) => new(ChatRole.Tool, contents);
}
