using System.Text.Json.Serialization;

namespace AgentStack.Agent.Lifecycle;

/// <summary>The body of <c>GET /ping</c>.</summary>
/// <param name="Status"><c>Healthy</c> or <c>HealthyBusy</c>; the latter stops the platform's idle clock.</param>
/// <param name="TimeOfLastUpdate">Unix seconds of the last change of the status; an integer, or HealthyBusy has no effect.</param>
internal sealed record PingReply(
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("time_of_last_update")] long TimeOfLastUpdate);
