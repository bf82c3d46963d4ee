using System.Text.Json.Nodes;
using AgentStack.LocalAws.Bedrock.Conversation;
using AgentStack.LocalAws.Bedrock.Offline;

namespace AgentStack.LocalAws.Tests.Bedrock.Offline;

public sealed class OfflineAnswersTests
{
    [Theory]
    [InlineData("What is 2+2?", "add_numbers {\"a\":2,\"b\":2}", "2 + 2 = 4")]
    [InlineData("What is 6*7?", "multiply_numbers {\"a\":6,\"b\":7}", "42")]
    [InlineData("what's 6 x 7", "multiply_numbers {\"a\":6,\"b\":7}", "42")]
    [InlineData("6x7", "multiply_numbers {\"a\":6,\"b\":7}", "42")]
    [InlineData("Multiply six by seven", "multiply_numbers {\"a\":6,\"b\":7}", "42")]
    [InlineData("What is the product of 6 and 7?", "multiply_numbers {\"a\":6,\"b\":7}", "42")]
    [InlineData("Calculate 15 + 27", "add_numbers {\"a\":15,\"b\":27}", "42")]
    [InlineData("Use the calculate tool to add 15 and 27", "add_numbers {\"a\":15,\"b\":27}", "42")]
    [InlineData("Can you add 1,000 and -2.5 please?", "add_numbers {\"a\":1000,\"b\":-2.5}", "997.5")]
    [InlineData("Subtract 3 from 10", "calculate {\"operation\":\"subtract\",\"a\":10,\"b\":3}", "10 - 3 = 7")]
    [InlineData("10-3", "calculate {\"operation\":\"subtract\",\"a\":10,\"b\":3}", "7")]
    [InlineData("What is 2 to the power of 8?", "calculate {\"operation\":\"power\",\"a\":2,\"b\":8}", "256")]
    [InlineData("What is the remainder of 10 divided by 3?", "calculate {\"operation\":\"modulo\",\"a\":10,\"b\":3}", "= 1")]
    [InlineData("Add 2 and 3, then multiply the result by 4", "add_numbers {\"a\":2,\"b\":3} | multiply_numbers {\"a\":5,\"b\":4}", "20")]
    [InlineData("Add 2 and 3. Multiply that by 4.", "add_numbers {\"a\":2,\"b\":3} | multiply_numbers {\"a\":5,\"b\":4}", "20")]
    [InlineData("Add 2 and 3 and multiply it by 4", "add_numbers {\"a\":2,\"b\":3} | multiply_numbers {\"a\":5,\"b\":4}", "20")]
    [InlineData("Multiply the sum of 2 and 3 by 4", "add_numbers {\"a\":2,\"b\":3} | multiply_numbers {\"a\":5,\"b\":4}", "20")]
    [InlineData("What is (2 + 3) * 4?", "add_numbers {\"a\":2,\"b\":3} | multiply_numbers {\"a\":5,\"b\":4}", "20")]
    [InlineData("What is 2 + 3 * 4?", "multiply_numbers {\"a\":3,\"b\":4} | add_numbers {\"a\":2,\"b\":12}", "14")]
    [InlineData("What is 12 / 4 plus 1?", "calculate {\"operation\":\"divide\",\"a\":12,\"b\":4} | add_numbers {\"a\":3,\"b\":1}", "4")]
    [InlineData("Add 1, 2 and 3", "add_numbers {\"a\":1,\"b\":2} | add_numbers {\"a\":3,\"b\":3}", "6")]
    [InlineData("Add 2 and 3, and also add 10 and 20", "add_numbers {\"a\":2,\"b\":3} & add_numbers {\"a\":10,\"b\":20}", "30")]
    [InlineData("Greet Alice", "greet_user {\"name\":\"Alice\"}", "Alice")]
    [InlineData("say hello to alice", "greet_user {\"name\":\"alice\"}", "alice")]
    [InlineData("Greet Alice and Bob", "greet_user {\"name\":\"Alice\"} & greet_user {\"name\":\"Bob\"}", "Bob")]
    [InlineData("Greet Alice and add 2 and 3", "greet_user {\"name\":\"Alice\"} & add_numbers {\"a\":2,\"b\":3}", "5")]
    [InlineData("Echo hello world", "echo_message {\"message\":\"hello world\"}", "hello world")]
    [InlineData("Echo \"2 + 2, and more\"", "echo_message {\"message\":\"2 \\u002B 2, and more\"}", "and more")]
    [InlineData("Echo: good news, everyone", "echo_message {\"message\":\"good news, everyone\"}", "everyone")]
    [InlineData("Add 2 and 3, then echo the result", "add_numbers {\"a\":2,\"b\":3} | echo_message {\"message\":\"5\"}", "echo_message did")]
    [InlineData("What time is it?", "get_timestamp {}", "get_timestamp did")]
    [InlineData("What time is it in Tokyo?", "get_timestamp {\"timezone\":\"Asia/Tokyo\"}", "Tokyo")]
    [InlineData("Call add_numbers with a=2 and b=3", "add_numbers {\"a\":2,\"b\":3}", "5")]
    public void Reply_ArithmeticAndFriends_CallsAndAnswers(string prompt, string calls, string answer)
    {
        var desk = new Desk(Requests.ToolsOfArithmetic);

        desk.Ask(prompt).ShouldContain(answer);
        string.Join(" | ", desk.Rounds).ShouldBe(calls);
    }

    [Theory]
    [InlineData("1E5 * 2", "multiply_numbers {\"a\":100000,\"b\":2}")]
    [InlineData("5e-324 * 2", "multiply_numbers {\"a\":5E-324,\"b\":2}")]
    [InlineData(".5 + .5", "add_numbers {\"a\":0.5,\"b\":0.5}")]
    [InlineData("-.5 * 2", "multiply_numbers {\"a\":-0.5,\"b\":2}")]
    [InlineData("1_000 + 1", "add_numbers {\"a\":1000,\"b\":1}")]
    [InlineData("1,000 + 1", "add_numbers {\"a\":1000,\"b\":1}")]
    [InlineData("2 \u2212 3", "calculate {\"operation\":\"subtract\",\"a\":2,\"b\":3}")]
    [InlineData("My name is Bob. Greet me.", "greet_user {\"name\":\"Bob\"}")]
    [InlineData("What time is it in S\u00e3o Paulo?", "get_timestamp {\"timezone\":\"America/Sao_Paulo\"}")]
    [InlineData("What time is it in Tokyo and London?", "get_timestamp {\"timezone\":\"Asia/Tokyo\"} & get_timestamp {\"timezone\":\"Europe/London\"}")]
    [InlineData("What time is it in Asia/Kathmandu?", "get_timestamp {\"timezone\":\"Asia/Kathmandu\"}")]
    [InlineData("Greet Alice in Spanish", "greet_user {\"name\":\"Alice\"}")]
    [InlineData("Greet \"Dr. Strange, PhD\"", "greet_user {\"name\":\"Dr. Strange, PhD\"}")]
    public void Reply_NumbersAndNames_AreReadRight(string prompt, string calls)
    {
        var desk = new Desk(Requests.ToolsOfArithmetic);

        desk.Ask(prompt);
        string.Join(" | ", desk.Rounds).ShouldBe(calls);
    }

    [Theory]
    [InlineData("0x10 + 1")]
    [InlineData("3 + 4i")]
    [InlineData("3 million plus 2")]
    [InlineData("twelve thousand plus one")]
    [InlineData("minus three plus five")]
    [InlineData("10 less than 30")]
    [InlineData("15% of 200")]
    [InlineData("-2^2")]
    [InlineData("NaN + 1")]
    [InlineData("infinity + 1")]
    [InlineData("What happened on 2024-05-06?")]
    [InlineData("Call me at 555-1234")]
    [InlineData("What does greet mean?")]
    [InlineData("Don't greet Bob")]
    public void Reply_NotClearlyMeant_IsNotCalled(string prompt)
    {
        var desk = new Desk(Requests.ToolsOfArithmetic);

        desk.Ask("2+2");
        desk.Ask(prompt);
        desk.Rounds.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("Kathmandu")]
    [InlineData("Atlantis")]
    [InlineData("India")]
    [InlineData("UTC+2")]
    public void Reply_PlaceWithoutAZone_IsNotTakenForUtc(string place)
    {
        var desk = new Desk(Requests.ToolsOfArithmetic);

        desk.Ask($"What time is it in {place}?").ShouldContain($"I do not know the time zone of {place}");
        desk.Rounds.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("now greet Alice and tell her what 2+2 is", "I left out: \"tell her what 2+2 is\"")]
    [InlineData("2+2 and the capital of France?", "I left out: \"the capital of France")]
    [InlineData("Quelle heure fait-elle", "I read English only")]
    public void Reply_WhatIsNotDone_IsSaid(string prompt, string said) =>
        new Desk(Requests.ToolsOfArithmetic).Ask(prompt).ShouldContain(said);

    [Fact]
    public void Reply_ResultsToldAsText_AreTheAnswer()
    {
        var history = Requests.Conversation(
        [
            Requests.User("What is 2+2?"),
            Requests.Message("assistant", new JsonObject { ["text"] = "[called the tool add_numbers]" }),
            Requests.User("[the tool's result: 4]"),
        ]);

        var reply = OfflineAnswers.Reply(ConverseCallReader.Read("m", Requests.Parse(history)));

        reply.Text.ShouldStartWith("I had to stop");
        reply.Text.ShouldEndWith("\n4");
    }

    [Theory]
    [InlineData("What is the capital of France?")]
    [InlineData("Who wrote Faust?")]
    [InlineData("How are you today my friend")]
    [InlineData("Tell me a joke")]
    [InlineData("What can you do?")]
    [InlineData("Is 7 a lucky number?")]
    [InlineData("I have 2 cats")]
    [InlineData("...")]
    public void Reply_NothingForTheTools_CallsNone(string prompt)
    {
        var desk = new Desk(Requests.ToolsOfArithmetic);

        desk.Ask(prompt).ShouldContain("offline model");
        desk.Rounds.ShouldBeEmpty();
    }

    [Fact]
    public void Reply_ResultAsASentence_IsReadForItsNumber()
    {
        var desk = new Desk(Requests.ToolsOfArithmetic) { Tool = (_, _) => new JsonObject { ["result"] = "Result: 12 divide 4 = 3" } };

        desk.Ask("Divide 12 by 4").ShouldContain("= 3");
        desk.Ask("and multiply that by 3");
        desk.Rounds[^1].ShouldBe("multiply_numbers {\"a\":3,\"b\":3}");
    }

    [Fact]
    public void Reply_HugeNumbers_DoNotBreakIt()
    {
        var desk = new Desk(Requests.ToolsOfArithmetic);

        desk.Ask("What is 99999999999999999999999999999999999999 + 1?").ShouldNotBeEmpty();
        desk.Ask("((((((").ShouldNotBeEmpty();
        desk.Ask("+ + + 2 - * from from").ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("tools_")]
    [InlineData("target___")]
    public void Reply_PrefixedNames_AreUnderstood(string prefix)
    {
        var desk = new Desk(Requests.ToolsOfArithmetic.Replace("\"name\":\"", "\"name\":\"" + prefix, StringComparison.Ordinal));

        desk.Ask("Add 2 and 3, then multiply the result by 4").ShouldContain("20");
        desk.Ask("Greet Alice");
        desk.Ask("What time is it?");
        desk.Rounds.Select(round => round.Split(' ')[0]).ShouldBe(
            [prefix + "add_numbers", prefix + "multiply_numbers", prefix + "greet_user", prefix + "get_timestamp"]);
    }

    [Theory]
    [InlineData("What is the weather in Paris?", "get_weather {\"city\":\"Paris\"}")]
    [InlineData("Will it rain in New York tomorrow?", "get_weather {\"city\":\"New York\"}")]
    [InlineData("weather in Paris and Rome", "get_weather {\"city\":\"Paris\"} & get_weather {\"city\":\"Rome\"}")]
    [InlineData("Create a high priority ticket: printer is on fire", "create_ticket {\"title\":\"printer is on fire\",\"priority\":\"high\"}")]
    [InlineData("Open a ticket titled \"Login broken\"", "create_ticket {\"title\":\"Login broken\",\"priority\":\"medium\"}")]
    [InlineData("Search the docs for retry policy", "search_docs {\"query\":\"retry policy\"}")]
    [InlineData("Convert 100 USD to EUR", "convert_currency {\"amount\":100,\"from\":\"USD\",\"to\":\"EUR\"}")]
    [InlineData("How much is 20 dollars in yen?", "convert_currency {\"amount\":20,\"from\":\"USD\",\"to\":\"JPY\"}")]
    public void Reply_ToolsItNeverSaw_AreCalled(string prompt, string calls)
    {
        var desk = new Desk(Requests.ToolsOfAnotherField);

        desk.Ask(prompt).ShouldContain("did");
        string.Join(" | ", desk.Rounds).ShouldBe(calls);
    }

    [Fact]
    public void Reply_ToolWithAnExpression_GetsIt()
    {
        var desk = new Desk("""{"tools":[{"toolSpec":{"name":"calculator","inputSchema":{"json":{"type":"object","properties":{"expression":{"type":"string"}},"required":["expression"]}}}}]}""");

        desk.Ask("What is 2 plus 3 times 4?");
        desk.Rounds.ShouldBe(["calculator {\"expression\":\"2 \\u002B (3 * 4)\"}"]);
    }

    [Fact]
    public void Reply_FollowUp_GoesOnFromTheLastResult()
    {
        var desk = new Desk(Requests.ToolsOfArithmetic);

        desk.Ask("What is 2+2?").ShouldContain("4");
        desk.Ask("and multiply that by 3").ShouldContain("12");
        desk.Ask("plus 5").ShouldContain("17");
    }

    [Fact]
    public void Reply_KnowledgeQuestion_IsRefusedHonestly()
    {
        var desk = new Desk(Requests.ToolsOfArithmetic);

        var answer = desk.Ask("What is the capital of France?");
        answer.ShouldStartWith("I am AgentStack's offline model: I can call tools but know nothing by myself");
        answer.ShouldContain("add_numbers");
        answer.ShouldNotContain("Paris");
        desk.Rounds.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("hello", "add_numbers")]
    [InlineData("Hi there!", "2+2")]
    public void Reply_Greeting_NamesWhatItCanDo(string prompt, string expected)
    {
        var answer = new Desk(Requests.ToolsOfArithmetic).Ask(prompt);

        answer.ShouldStartWith("Hello!");
        answer.ShouldContain(expected);
    }

    [Theory]
    [InlineData("Error: division by zero")]
    [InlineData("Error")]
    public void Reply_ToolError_IsReportedAndNotRetried(string error)
    {
        var desk = new Desk(Requests.ToolsOfArithmetic) { Tool = (_, _) => new JsonObject { ["result"] = error } };

        var answer = desk.Ask("Divide 1 by 0, then add 2");
        answer.ShouldContain($"The tool calculate failed: {error}");
        answer.ShouldContain("could not do the rest");
        desk.Rounds.Count.ShouldBe(1);
    }

    [Fact]
    public void Reply_OperationThatNoToolHas_SaysSo()
    {
        var desk = new Desk("""{"tools":[{"toolSpec":{"name":"add","description":"Add two numbers","inputSchema":{"json":{"type":"object","properties":{"x":{"type":"number"},"y":{"type":"number"}},"required":["x","y"]}}}}]}""");

        desk.Ask("Divide 8 by 2").ShouldContain("None of the tools can divide");
        desk.Rounds.ShouldBeEmpty();
    }

    [Fact]
    public void Reply_MissingArgument_IsAskedFor() =>
        new Desk(Requests.ToolsOfAnotherField).Ask("What is the weather?").ShouldContain("city");

    [Theory]
    [InlineData("What does this mean: lorem ipsum, and with dolor in Amet. ")]
    [InlineData("Echo lorem ipsum called dolor in amet and ")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void Reply_VeryLongPrompt_IsStillAnswered(string piece)
    {
        var prompt = string.Concat(Enumerable.Repeat(piece, 2000));

        new Desk(Requests.ToolsOfArithmetic).Ask(prompt).ShouldNotBeEmpty();
        new Desk(Requests.ToolsOfAnotherField).Ask(prompt).ShouldNotBeEmpty();
    }

    [Fact]
    public void Reply_CallsThatItDidNotPlan_AreAnsweredAndNotRepeated()
    {
        JsonObject use = new() { ["toolUse"] = JsonNode.Parse("""{"toolUseId":"t1","name":"add_numbers","input":{"a":"2","b":"2"}}""") };
        JsonObject result = new() { ["toolResult"] = JsonNode.Parse("""{"toolUseId":"t1","content":[{"text":"four"}]}""") };
        var history = Requests.Conversation(
            [Requests.User("What is 2+2?"), Requests.Message("assistant", use), Requests.Message("user", result)],
            Requests.ToolsOfArithmetic);

        var reply = OfflineAnswers.Reply(ConverseCallReader.Read("m", Requests.Parse(history)));

        reply.Calls.ShouldBeEmpty();
        reply.Text.ShouldBe("four");
    }
}
