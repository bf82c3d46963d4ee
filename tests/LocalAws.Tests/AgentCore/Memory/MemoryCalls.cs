using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace AgentStack.LocalAws.Tests.AgentCore.Memory;

/// <summary>Signed calls of the memory data plane.</summary>
internal static class MemoryCalls
{
    public const string Memory = "tested_memory-AbCdEf1234";
    public const string Session = $"/memories/{Memory}/actor/agent/sessions/s1";

    public static Task<StartedServer> StartWithMemoryAsync() =>
        StartedServer.StartAsync(options => options.Memories.Add(Memory));

    public static string Event(
        long seconds = 1_700_000_000, string? token = null, string session = "s1", string actor = "agent", string more = "") =>
        string.Create(CultureInfo.InvariantCulture, $$"""
        {"actorId":"{{actor}}","sessionId":"{{session}}","eventTimestamp":{{seconds}},"payload":[{"blob":"b{{seconds}}"}]
        {{(token is null ? "" : $",\"clientToken\":\"{token}\"")}}{{more}}}
        """);

    public static Task<(int Status, JsonNode Body)> CreateAsync(this StartedServer server, string body, string memory = Memory) =>
        server.MemoryAsync(HttpMethod.Post, $"/memories/{memory}/events", body);

    public static async Task<string> CreatedIdAsync(this StartedServer server, string body)
    {
        var (status, answer) = await server.CreateAsync(body);
        status.ShouldBe(201, answer.ToJsonString());
        return (string)answer["event"]!["eventId"]!;
    }

    public static async Task<JsonArray> EventsAsync(this StartedServer server, string body = "{}")
    {
        var (status, answer) = await server.MemoryAsync(HttpMethod.Post, Session, body);
        status.ShouldBe(200, answer.ToJsonString());
        return answer["events"]!.AsArray();
    }

    public static async Task<(int Status, JsonNode Body)> MemoryAsync(
        this StartedServer server, HttpMethod method, string path, string? body = null)
    {
        var request = new HttpRequestMessage(method, server.At(path));
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");

        using var response = await server.SendSignedAsync(request, RuntimeCalls.Service);
        var answer = await StartedServer.ReadAsync(response);
        if (response.Headers.TryGetValues("x-amzn-ErrorType", out var type))
            answer["code"] = type.Single();

        return ((int)response.StatusCode, answer);
    }
}
