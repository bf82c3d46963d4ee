using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentStack.LocalAws.Tests.Bedrock;

/// <summary>Bodies of Converse requests, valid ones.</summary>
internal static class Requests
{
    public const string Path = "/model/some.model-v1%3A0/converse";

    public const string StreamPath = Path + "-stream";

    public const string ToolsOfArithmetic = """
        {"tools":[
         {"toolSpec":{"name":"add_numbers","description":"Adds two numbers and returns their sum. Use it for every addition, also of small numbers.","inputSchema":{"json":{"type":"object","properties":{"a":{"type":"number","description":"First"},"b":{"type":"number"}},"required":["a","b"]}}}},
         {"toolSpec":{"name":"multiply_numbers","description":"Multiplies two numbers and returns their product. Use it for every multiplication.","inputSchema":{"json":{"type":"object","properties":{"a":{"type":"number"},"b":{"type":"number"}},"required":["a","b"]}}}},
         {"toolSpec":{"name":"greet_user","description":"Greets a person by name. Use it when somebody wants to be greeted or to greet somebody.","inputSchema":{"json":{"type":"object","properties":{"name":{"type":"string","description":"The user's name"}},"required":["name"]}}}},
         {"toolSpec":{"name":"echo_message","description":"Returns a message unchanged after Echo. Use it to repeat a text word for word or to test the connection.","inputSchema":{"json":{"type":"object","properties":{"message":{"type":"string"}},"required":["message"]}}}},
         {"toolSpec":{"name":"get_timestamp","description":"Returns the current date and time in ISO 8601, in UTC or in the time zone asked for. Use it for every question about now.","inputSchema":{"json":{"type":"object","properties":{"timezone":{"type":["string","null"],"description":"IANA zone such as Europe/Paris","default":null}}}}}},
         {"toolSpec":{"name":"calculate","description":"Do arithmetic on two numbers","inputSchema":{"json":{"type":"object","properties":{"operation":{"type":"string","enum":["add","subtract","multiply","divide","power","modulo"]},"a":{"type":"number"},"b":{"type":"number"}},"required":["operation","a","b"]}}}}
        ]}
        """;

    public const string ToolsOfAnotherField = """
        {"tools":[
         {"toolSpec":{"name":"get_weather","description":"Current weather in a city","inputSchema":{"json":{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}}}},
         {"toolSpec":{"name":"create_ticket","description":"Create a support ticket","inputSchema":{"json":{"type":"object","properties":{"title":{"type":"string"},"priority":{"type":"string","enum":["low","medium","high"]}},"required":["title","priority"]}}}},
         {"toolSpec":{"name":"search_docs","description":"Search the product documentation","inputSchema":{"json":{"type":"object","properties":{"query":{"type":"string"},"limit":{"type":"integer"}},"required":["query"]}}}},
         {"toolSpec":{"name":"convert_currency","description":"Convert an amount of money","inputSchema":{"json":{"type":"object","properties":{"amount":{"type":"number"},"from":{"type":"string"},"to":{"type":"string"}},"required":["amount","from","to"]}}}}
        ]}
        """;

    public static string Prompt(string text, string? toolConfig = null) =>
        Conversation([User(text)], toolConfig);

    public static string Conversation(IEnumerable<JsonObject> messages, string? toolConfig = null)
    {
        JsonObject request = new() { ["messages"] = new JsonArray([.. messages.Select(message => message.DeepClone())]) };
        if (toolConfig is not null)
            request["toolConfig"] = JsonNode.Parse(toolConfig);

        return request.ToJsonString();
    }

    public static JsonObject User(string text) => Message("user", new JsonObject { ["text"] = text });

    public static JsonObject Message(string role, params JsonNode[] blocks) =>
        new() { ["role"] = role, ["content"] = new JsonArray([.. blocks.Select(block => block.DeepClone())]) };

    public static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement.Clone();
}
