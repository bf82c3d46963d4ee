using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentStack.LocalAws.Bedrock.Conversation;
using AgentStack.LocalAws.Bedrock.Offline;
using AgentStack.LocalAws.Bedrock.Validation;

namespace AgentStack.LocalAws.Tests.Bedrock.Offline;

/// <summary>Plays a whole turn with the offline model: answers its calls by real little tools until it speaks.</summary>
internal sealed class Desk(string toolConfig)
{
    private readonly List<JsonObject> _messages = [];
    private int _ids;

    /// <summary>Each round's calls, as "name {input}", joined by an ampersand.</summary>
    public List<string> Rounds { get; } = [];

    public Func<string, JsonObject, JsonObject> Tool { get; set; } = Run;

    public string Ask(string prompt)
    {
        _messages.Add(Requests.User(prompt));
        for (var round = 0; round < 10; round++)
        {
            var body = Requests.Parse(Requests.Conversation(_messages, toolConfig));
            ConverseValidator.Validate(body).ShouldBeNull();
            var reply = OfflineAnswers.Reply(ConverseCallReader.Read("m", body));
            if (reply.Calls.Count == 0)
            {
                reply.Text.ShouldNotBeNullOrWhiteSpace();
                _messages.Add(Requests.Message("assistant", new JsonObject { ["text"] = reply.Text }));
                return reply.Text;
            }

            Rounds.Add(string.Join(" & ", reply.Calls.Select(call => $"{call.Name} {call.Input.ToJsonString()}")));
            Answer(reply);
        }

        throw new InvalidOperationException($"No end: {string.Join(" | ", Rounds)}");
    }

    private void Answer(OfflineReply reply)
    {
        var calls = reply.Calls.Select(call => (Id: $"t{++_ids}", call.Name, call.Input)).ToList();
        _messages.Add(Requests.Message("assistant", [.. calls.Select(call => new JsonObject
        {
            ["toolUse"] = new JsonObject { ["toolUseId"] = call.Id, ["name"] = call.Name, ["input"] = call.Input.DeepClone() },
        })]));
        _messages.Add(Requests.Message("user", [.. calls.Select(call => Result(call.Id, Tool(call.Name, call.Input)))]));
    }

    private static JsonObject Result(string id, JsonObject result) => new()
    {
        ["toolResult"] = new JsonObject { ["toolUseId"] = id, ["content"] = new JsonArray(new JsonObject { ["json"] = result.DeepClone() }) },
    };

    private static JsonObject Run(string name, JsonObject input)
    {
        var operation = input["operation"]?.GetValue<string>() ?? name;
        if (input["a"] is null)
            return new() { ["result"] = $"{name} did {input.ToJsonString(JsonSerializerOptions.Default)}" };

        var (a, b) = (Number(input["a"]!), Number(input["b"]!));
        return new()
        {
            ["result"] = operation switch
            {
                _ when operation.Contains("add", StringComparison.Ordinal) => a + b,
                _ when operation.Contains("multiply", StringComparison.Ordinal) => a * b,
                "subtract" => a - b,
                "divide" => a / b,
                "power" => Math.Pow(a, b),
                _ => a % b,
            },
        };
    }

    private static double Number(JsonNode node) => double.Parse(node.ToJsonString(), CultureInfo.InvariantCulture);
}
