using AgentStack.LocalAws.Bedrock.Validation;

namespace AgentStack.LocalAws.Tests.Bedrock.Validation;

public sealed class ConverseValidatorTests
{
    private const string Tools = """ "toolConfig":{"tools":[{"toolSpec":{"name":"add","inputSchema":{"json":{"type":"object"}}}}]} """;
    private const string Ask = """{"role":"user","content":[{"text":"hi"}]}""";
    private const string Use = """{"toolUse":{"toolUseId":"t1","name":"add","input":{}}}""";
    private const string Result = """{"toolResult":{"toolUseId":"t1","content":[{"json":{"result":4}}]}}""";

    private const string Thought = """{"reasoningContent":{"reasoningText":{"text":"So.","signature":"s"}}}""";

    [Theory]
    [InlineData("")]
    [InlineData(""" ,"system":[{"text":"Be kind."},{"cachePoint":{"type":"default"}}] """)]
    [InlineData(""" ,"inferenceConfig":{"maxTokens":1,"temperature":0,"topP":1,"stopSequences":["x"]} """)]
    [InlineData(""" ,"additionalModelRequestFields":{"top_k":5},"unknownMember":1 """)]
    [InlineData("," + Tools)]
    public void Validate_RequestThatBedrockTakes_IsNull(string rest) =>
        Message($$"""{"messages":[{{Ask}}]{{rest}}}""").ShouldBeNull();

    [Fact]
    public void Validate_AnsweredToolCalls_IsNull() =>
        Message(Turns(Assistant(Use), User(Result)) + "," + Tools + "}").ShouldBeNull();

    [Theory]
    [InlineData("{}", "at least one message")]
    [InlineData("[]", "must be a structure")]
    [InlineData("""{"messages":"hi"}""", "The value at messages must be a list.")]
    [InlineData("""{"messages":[{"content":[{"text":"hi"}]}]}""", "1 validation error detected: Value null at 'messages.1.member.role' failed to satisfy constraint: Member must not be null")]
    [InlineData("""{"messages":[{"role":"system","content":[{"text":"hi"}]}]}""", "Value 'system' at 'messages.1.member.role' failed to satisfy constraint: Member must satisfy enum value set: [user, assistant]")]
    [InlineData("""{"messages":[{"role":"user","content":[]}]}""", "The content field in the Message object at messages.0 is empty.")]
    [InlineData("""{"messages":[{"role":"user","content":[{"text":" \n"}]}]}""", "The text field in the ContentBlock object at messages.0.content.0 is blank.")]
    [InlineData("""{"messages":[{"role":"user","content":[{"txt":"hi"}]}]}""", "The ContentBlock object at messages.0.content.0 must set one of the following keys: text,")]
    [InlineData("""{"messages":[{"role":"user","content":[{"text":"hi","cachePoint":{"type":"default"}}]}]}""", "must set one of the following keys")]
    [InlineData("""{"messages":[{"role":"user","content":[{"text":5}]}]}""", "The value at messages.0.content.0.text must be a string.")]
    [InlineData("""{"messages":[{"role":"assistant","content":[{"text":"hi"}]}]}""", "A conversation must start with a user message.")]
    [InlineData($$"""{"messages":[{{Ask}},{{Ask}}]}""", "A conversation must alternate between user and assistant roles.")]
    [InlineData($$"""{"messages":[{{Ask}},{"role":"assistant","content":[{"text":"Well"}]}]}""", "must end with a user message")]
    [InlineData($$"""{"messages":[{{Ask}},{"role":"assistant","content":[{"text":"Well "}]}]}""", "final assistant content cannot end with trailing whitespace")]
    [InlineData($$"""{"messages":[{{Ask}}],"system":[{"text":""}]}""", "at 'system.1.member.text' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    [InlineData($$"""{"messages":[{{Ask}}],"system":[{"text":"  "}]}""", "The text field in the SystemContentBlock object at system.0 is blank.")]
    [InlineData($$"""{"messages":[{{Ask}}],"inferenceConfig":{"maxTokens":0} }""", "Value '0' at 'inferenceConfig.maxTokens' failed to satisfy constraint: Member must have value greater than or equal to 1")]
    [InlineData($$"""{"messages":[{{Ask}}],"inferenceConfig":{"maxTokens":1.5} }""", "must be an integer")]
    [InlineData($$"""{"messages":[{{Ask}}],"inferenceConfig":{"temperature":1.1} }""", "Member must have value less than or equal to 1")]
    [InlineData($$"""{"messages":[{{Ask}}],"inferenceConfig":{"topP":-0.1,"maxTokens":0} }""", "2 validation errors detected")]
    public void Validate_BadMessage_SaysWhere(string request, string expected) =>
        Message(request).ShouldNotBeNull().ShouldContain(expected);

    [Theory]
    [InlineData("""{"tools":[]}""", "Value '[]' at 'toolConfig.tools' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    [InlineData("""{"tools":[{"toolSpec":{"name":"a.b","inputSchema":{"json":{"type":"object"}}}}]}""", "Value 'a.b' at 'toolConfig.tools.1.member.toolSpec.name' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_-]+")]
    [InlineData("""{"tools":[{"toolSpec":{"name":"add\n","inputSchema":{"json":{"type":"object"}}}}]}""", "regular expression pattern")]
    [InlineData("""{"tools":[{"toolSpec":{"name":"a1234567890123456789012345678901234567890123456789012345678901234","inputSchema":{"json":{"type":"object"}}}}]}""", "Member must have length less than or equal to 64")]
    [InlineData("""{"tools":[{"toolSpec":{"name":"add","description":"","inputSchema":{"json":{"type":"object"}}}}]}""", "toolSpec.description' failed to satisfy constraint: Member must have length greater")]
    [InlineData("""{"tools":[{"toolSpec":{"name":"add"}}]}""", "toolSpec.inputSchema' failed to satisfy constraint: Member must not be null")]
    [InlineData("""{"tools":[{"toolSpec":{"name":"add","inputSchema":{"json":{}}}}]}""", "The value at toolConfig.tools.0.toolSpec.inputSchema.json.type must be one of the following: object.")]
    [InlineData("""{"tools":[{"toolSpec":{"name":"add","inputSchema":{"json":true}}}]}""", "Provide a json object for the field")]
    [InlineData("""{"tools":[{"toolSpec":{"name":"add","inputSchema":{"json":{"type":"object"}}}},{"toolSpec":{"name":"add","inputSchema":{"json":{"type":"object"}}}}]}""", "tool name add is used more than once")]
    [InlineData("""{"tools":[{"toolSpec":{"name":"add","inputSchema":{"json":{"type":"object"}}}}],"toolChoice":{"tool":{"name":"sub"}}}""", "Tool 'sub' not found")]
    [InlineData("""{"tools":[{"toolSpec":{"name":"add","inputSchema":{"json":{"type":"object"}}}}],"toolChoice":{"none":{}}}""", "must set one of the following keys: auto, any, tool")]
    public void Validate_BadToolConfig_SaysWhere(string config, string expected) =>
        Message($$"""{"messages":[{{Ask}}],"toolConfig":{{config}}}""").ShouldNotBeNull().ShouldContain(expected);

    [Theory]
    [InlineData("""{"type":"object","oneOf":[{"required":["a"]}]}""", "tools.1.custom.input_schema: input_schema does not support oneOf, allOf, or anyOf at the top level")]
    [InlineData("""{"type":"object","properties":{"filter[id]":{}}}""", "tools.1.custom.input_schema.properties: Property keys should match pattern '^[a-zA-Z0-9_.-]{1,64}$'")]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"#/$defs/A"}}}""", "tools.1.custom.input_schema: JSON schema is invalid. It must match JSON Schema draft 2020-12")]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"https://example.com/a.json"}}}""", "JSON schema is invalid")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"any"}}}""", "JSON schema is invalid")]
    [InlineData("""{"type":"object","properties":{"a":{"items":[{}]}}}""", "JSON schema is invalid")]
    [InlineData("""{"type":"object","properties":{"a":{"minimum":0,"exclusiveMinimum":true}}}""", "JSON schema is invalid")]
    [InlineData("""{"type":"object","properties":{"a":{"anyOf":[]}}}""", "JSON schema is invalid")]
    [InlineData("""{"type":"object","properties":{"a":{}},"required":"a"}""", "JSON schema is invalid")]
    public void Validate_SchemaThatClaudeRefuses_SaysWhichTool(string schema, string expected) =>
        Message($$$$$$"""{"messages":[{{{{{{Ask}}}}}}],"toolConfig":{"tools":[{"toolSpec":{"name":"add","inputSchema":{"json":{"type":"object"}}}},{"toolSpec":{"name":"sub","inputSchema":{"json":{{{{{{schema}}}}}}}}}]}}""")
            .ShouldNotBeNull().ShouldContain(expected);

    [Theory]
    [InlineData("""{"type":"object","properties":{"a":{"anyOf":[{"type":"string"},{"type":"null"}]},"b":{"properties":{"in ner":true}}}}""")]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"#/$defs/A"},"b":{"$ref":"#b"}},"$defs":{"A":{"$anchor":"b","type":["string","null"]}}}""")]
    public void Validate_SchemaThatClaudeTakes_IsNull(string schema) =>
        Message($$$$$$"""{"messages":[{{{{{{Ask}}}}}}],"toolConfig":{"tools":[{"toolSpec":{"name":"add","inputSchema":{"json":{{{{{{schema}}}}}}}}}]}}""").ShouldBeNull();

    [Fact]
    public void Validate_TooManyStrictToolsOrTooManyWords_SaysSo()
    {
        var strict = string.Join(',', Enumerable.Range(0, 21).Select(i => $$$$$$"""{"toolSpec":{"name":"t{{{{{{i}}}}}}","strict":true,"inputSchema":{"json":{"type":"object"}}}}"""));
        var wordy = $$$$$$"""{"toolSpec":{"name":"t","description":"{{{{{{new string('d', 900_000)}}}}}}","inputSchema":{"json":{"type":"object"}}}}""";

        Message($$$$$$"""{"messages":[{{{{{{Ask}}}}}}],"toolConfig":{"tools":[{{{{{{strict}}}}}}]}}""").ShouldNotBeNull().ShouldContain("Too many strict tools (21).");
        Message($$$$$$"""{"messages":[{{{{{{Ask}}}}}}],"toolConfig":{"tools":[{{{{{{wordy}}}}}}]}}""").ShouldBe("Input is too long for requested model.");
    }

    [Fact]
    public void Validate_ToolBlocksWithoutToolConfig_AsksForIt() =>
        Message(Turns(Assistant(Use), User(Result)) + "}").ShouldNotBeNull()
            .ShouldContain("The toolConfig field must be defined");

    public static TheoryData<string[], string> BrokenHistories() => new()
    {
        { [Assistant(Use), User("""{"text":"and?"}""")], "Expected toolResult blocks at messages.2.content for the following Ids: t1" },
        { [Assistant("""{"text":"ok"}"""), User(Result)], "The number of toolResult blocks at messages.2.content exceeds the number of toolUse blocks of previous turn." },
        { [Assistant(Use), User(Result + "," + Result)], "each tool_use must have a single result" },
        { [Assistant(Use), User(Result), Assistant(Use), User(Result)], "`tool_use` ids must be unique" },
        { [Assistant("""{"text":"ok"}"""), User(Use)], "can only be in `assistant` messages" },
        { [Assistant(Result), User("""{"text":"and?"}""")], "can only be in `user` messages" },
        { [Assistant(Use.Replace("\"input\":{}", "\"input\":\"x\"", StringComparison.Ordinal)), User(Result)], "messages.1.content.0.toolUse.input is invalid" },
        { [Assistant(Use), User(Result.Replace("{\"result\":4}", "4", StringComparison.Ordinal))], "messages.2.content.0.toolResult.content.0.json is invalid" },
        { [Assistant(Use), User(Result.Replace("\"json\":{\"result\":4}", "\"text\":\"\"", StringComparison.Ordinal))], "at messages.2.content.0.toolResult.content.0 is blank" },
        { [Assistant(Use.Replace("t1", "t 1", StringComparison.Ordinal)), User(Result)], "toolUse.toolUseId' failed to satisfy constraint" },
        { [Assistant(Use), User("{\"text\":\"and?\"}," + Result)], "`tool_use` ids were found without `tool_result` blocks immediately after: t1" },
        { [Assistant("{\"text\":\"ok\"}"), User("{\"text\":\"and?\"}," + Thought)], "`thinking` blocks can only be in `assistant` messages" },
        { [Assistant("{\"text\":\"ok\"}," + Thought), User("{\"text\":\"and?\"}")], "The final block in an assistant message cannot be `thinking`." },
    };

    [Fact]
    public void Validate_ThoughtsBeforeTheAnswerAndTextAfterTheResults_IsNull() =>
        Message(Turns(Assistant(Thought + "," + Use), User(Result + ",{\"text\":\"and?\"}")) + "," + Tools + "}").ShouldBeNull();

    [Theory]
    [MemberData(nameof(BrokenHistories))]
    public void Validate_BrokenHistory_SaysWhere(string[] turns, string expected) =>
        Message(Turns(turns) + "," + Tools + "}").ShouldNotBeNull().ShouldContain(expected);

    private static string? Message(string request)
    {
        var error = ConverseValidator.Validate(Requests.Parse(request));
        if (error is not null)
            (error.Status, error.Code).ShouldBe((400, "ValidationException"));

        return error?.Message;
    }

    private static string Turns(params string[] turns) => "{\"messages\":[" + string.Join(',', [Ask, .. turns]) + "]";

    private static string Assistant(string blocks) => $$"""{"role":"assistant","content":[{{blocks}}]}""";

    private static string User(string blocks) => $$"""{"role":"user","content":[{{blocks}}]}""";
}
