using System.Text.Json.Nodes;

namespace AgentStack.LocalAws.Tests.Bedrock;

internal sealed record Frame(Dictionary<string, string> Headers, JsonObject Payload)
{
    public string? Event => Headers.GetValueOrDefault(":event-type");

    public string? Exception => Headers.GetValueOrDefault(":exception-type");
}
