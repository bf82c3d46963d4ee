using System.ComponentModel;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Call = ModelContextProtocol.Server.RequestContext<ModelContextProtocol.Protocol.CallToolRequestParams>;

namespace AgentStack.McpServer.Tests.Conformance;

/// <summary>The tools of the conformance suite that ask the client before they answer.</summary>
[McpServerToolType]
internal static class TestInputTools
{
    [McpServerTool(Name = "test_input_required_result_elicitation"), Description("Asks for a name.")]
    public static string Elicit(Call call) => TestInput.Answer(call.Params, "user_name", "name") is { } name
        ? $"Hello, {name}!"
        : throw TestInput.Ask(null, ("user_name", TestInput.Elicit("What is your name?", "name")));

    [McpServerTool(Name = "test_streaming_elicitation"), Description("Asks for a name.")]
    public static string ElicitToo(Call call) => Elicit(call);

    [McpServerTool(Name = "test_input_required_result_sampling"), Description("Asks the client's model.")]
    public static string Sample(Call call) => TestInput.Raw(call.Params, "capital_question") is { } answer
        ? answer.GetProperty("content").GetProperty("text").ToString()
        : throw TestInput.Ask(null, ("capital_question", TestInput.Sample("What is the capital of France?")));

    [McpServerTool(Name = "test_missing_capability"), Description("Needs sampling.")]
    public static string NeedSampling(Call call) => Sample(call);

    [McpServerTool(Name = "test_input_required_result_list_roots"), Description("Asks for roots.")]
    public static string ListRoots(Call call) => TestInput.Raw(call.Params, "client_roots") is { } answer
        ? answer.GetProperty("roots").ToString()
        : throw TestInput.Ask(null, ("client_roots", TestInput.ListRoots()));

    [McpServerTool(Name = "test_input_required_result_request_state"), Description("Sends a state along.")]
    public static string State(Call call) => TestInput.State(call.Params) == "asked" && TestInput.Raw(call.Params, "confirm") is not null
        ? "state-ok"
        : throw TestInput.Ask("asked", ("confirm", TestInput.Elicit("Please confirm", "ok")));

    [McpServerTool(Name = "test_input_required_result_tampered_state"), Description("Sends a state along.")]
    public static string TamperedState(Call call) => State(call);

    [McpServerTool(Name = "test_input_required_result_multiple_inputs"), Description("Asks for three things.")]
    public static string Several(Call call) =>
        TestInput.State(call.Params) == "several" && call.Params!.InputResponses?.Count >= 3
            ? "complete"
            : throw TestInput.Ask(
                "several",
                ("user_name", TestInput.Elicit("What is your name?", "name")),
                ("greeting", TestInput.Sample("Generate a greeting")),
                ("client_roots", TestInput.ListRoots()));

    [McpServerTool(Name = "test_input_required_result_multi_round"), Description("Asks twice.")]
    public static string Rounds(Call call) => TestInput.State(call.Params) switch
    {
        "first" when TestInput.Answer(call.Params, "step1", "name") is { } name =>
            throw TestInput.Ask($"second {name}", ("step2", TestInput.Elicit("Step 2: What is your favorite color?", "color"))),
        { } state when state.StartsWith("second ", StringComparison.Ordinal) && TestInput.Answer(call.Params, "step2", "color") is { } color =>
            $"{state["second ".Length..]} likes {color}",
        _ => throw TestInput.Ask("first", ("step1", TestInput.Elicit("Step 1: What is your name?", "name"))),
    };

    [McpServerTool(Name = "test_input_required_result_capabilities"), Description("Asks for what the client can do.")]
    public static string Capabilities(Call call)
    {
        if (call.Params?.InputResponses is { Count: > 0 })
            return "complete";

        var able = call.Server.ClientCapabilities;
        List<(string Key, InputRequest Request)> requests = [];
        if (able?.Sampling is not null)
            requests.Add(("sample", TestInput.Sample("Say something")));

        if (able?.Elicitation is not null)
            requests.Add(("name", TestInput.Elicit("What is your name?", "name")));

        return requests.Count == 0 ? "nothing to ask" : throw TestInput.Ask(null, [.. requests]);
    }
}
