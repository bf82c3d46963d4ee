using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using AgentStack.Agent.Turns;
using AgentStack.RemoteMcp.Connections;

namespace AgentStack.Agent.Remote;

/// <summary>A turn as <c>POST /invocations</c> takes it.</summary>
internal static class RemoteRequest
{
    private const string Json = "application/json";

    public const string EventStream = "text/event-stream";

    public static HttpRequestMessage Create(RemoteAgentAddress address, TurnRequest turn, bool isStreamed)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address.Url)
        {
            Content = new StringContent(Body(turn, isStreamed).ToJsonString(), new MediaTypeHeaderValue(Json)),
        };
        if (isStreamed)
            request.Headers.Accept.ParseAdd(EventStream);

        request.Headers.Accept.ParseAdd(Json);
        request.Headers.TryAddWithoutValidation(AgentCoreHeaders.SessionId, turn.SessionId.Value);
        return request;
    }

    private static JsonObject Body(TurnRequest turn, bool isStreamed)
    {
        var body = turn.Decisions is { } decisions
            ? new JsonObject { ["approve"] = Ids(decisions.Approve), ["deny"] = Ids(decisions.Deny) }
            : new JsonObject { ["prompt"] = turn.Prompt };

        // The platform may keep Accept to itself.
        if (isStreamed)
            body["stream"] = true;

        return body;
    }

    private static JsonArray Ids(IEnumerable<string> ids) => new([.. ids.Select(id => (JsonNode)id)]);
}
