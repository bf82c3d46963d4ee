using System.Text.Json.Serialization;

namespace AgentStack.McpServer.Health;

/// <param name="Status">Always <c>Healthy</c>: a process that is not does not answer.</param>
/// <param name="TimeOfLastUpdate">When the status last changed, in Unix seconds: the start of the process.</param>
internal sealed record PingAnswer(
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("time_of_last_update")] long TimeOfLastUpdate);
