using System.Text.Json;
using System.Text.Json.Nodes;
using AgentStack.McpServer.Protocol.JsonRpc;

namespace AgentStack.McpServer.Tests.Protocol;

public sealed class PassedJsonTests
{
    [Theory]
    [InlineData("""{"a": 1.50, "b":"\u00e4"}""", """{"list":[{"a": 1.50, "b":"\u00e4"}]}""")]
    [InlineData("{\n  \"a\": [1,\r\n 2]\n}", """{"list":[{"a":[1,2]}]}""")]
    public void Passed_InALargerObject_IsAsItWasButOnOneLine(string json, string expected)
    {
        using var document = JsonDocument.Parse(json);

        new JsonObject { ["list"] = new JsonArray(PassedJson.Of(document.RootElement)) }.ToJsonString().ShouldBe(expected);
    }
}
